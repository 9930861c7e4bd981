//! The page for publishing: trunk's release build, and how big it came out.

use crate::Result;
use crate::shell::{self, timed};

/// Builds `dist/`.
pub fn build() -> Result<()> {
    timed("building the page (release)", || {
        let mut trunk = shell::command("trunk");
        trunk.args(["build", "--release", "--offline", "--log", "warn"]);
        shell::run(&mut trunk, "The page did not build")
    })
}

/// Prints the size of each file, as it is and compressed; fails where all of it is over the budget.
pub fn weigh() -> Result<()> {
    let mut weigh = shell::cargo(&["run", "--quiet", "--release", "--package", "weigh", "--", "dist"]);
    shell::run(&mut weigh, "The page is too heavy, or could not be weighed")
}
