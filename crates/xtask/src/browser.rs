//! Finds or installs Chromium and its driver, for the tests.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::{apt, shell};

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DRIVERS: &[&str] = &["chromedriver", "/usr/lib/chromium/chromedriver"];
/// The packages to install. Chromium comes without fonts; without any, text has no size and screenshots are empty.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-dejavu-core"];

/// The paths of the two programs.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Looks for both on this machine. `CHROME` and `CHROMEDRIVER` may name others.
pub fn find() -> Option<Browser> {
    Some(Browser { chromium: named("CHROME", BROWSERS)?, driver: named("CHROMEDRIVER", DRIVERS)? })
}

fn named(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let told = std::env::var(variable).ok().filter(|value| !value.is_empty());
    match told {
        Some(program) => shell::find(&program),
        None => usual.iter().find_map(|program| shell::find(program)),
    }
}

/// Installs both, if the package manager is apt and we may use it.
pub fn install() -> Result<Browser> {
    let by_hand = format!(
        "The tests need Chromium and its driver (chromedriver) of the same version; on Debian or Ubuntu type: \
         sudo apt-get install {}",
        PACKAGES.join(" ")
    );
    apt::install(PACKAGES, &by_hand)?;
    find().ok_or(by_hand)
}

impl Browser {
    /// What set-up prints: `Chromium 156 and its driver`.
    pub fn label(&self) -> String {
        major(&self.chromium).map_or("a browser".into(), |major| format!("Chromium {major} and its driver"))
    }

    /// Checks that both have the same version. A driver of another version refuses every session, with a message that
    /// does not say what to do.
    pub fn check_versions(&self) -> Result<()> {
        match (major(&self.chromium), major(&self.driver)) {
            (Some(browser), Some(driver)) if browser != driver => Err(format!(
                "{} is version {browser} but {} is version {driver}: install the two of one version, or name \
                 others with CHROME and CHROMEDRIVER.",
                self.chromium.display(),
                self.driver.display()
            )),
            _ => Ok(()),
        }
    }
}

/// The first number that `--version` prints.
fn major(program: &Path) -> Option<String> {
    let said = shell::answer(shell::command(program.to_str()?).arg("--version"))?;
    let version = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.split('.').next().map(str::to_owned)
}
