//! Builds the page for publishing with trunk, and reports its size.

use crate::Result;
use crate::shell::{self, timed};

pub fn build() -> Result<()> {
    timed("building the page (release)", || {
        let mut trunk = shell::command("trunk");
        trunk.args(["build", "--release", "--offline", "--log", "warn"]);
        shell::run(&mut trunk, "The page did not build")
    })
}

/// Prints the size of each file, as it is and compressed. Fails if the sum is over the budget.
pub fn weigh() -> Result<()> {
    let mut weigh = shell::cargo(&["run", "--quiet", "--release", "--package", "weigh", "--", "dist"]);
    shell::run(&mut weigh, "The page is too heavy, or could not be weighed")
}
