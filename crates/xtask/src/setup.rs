//! Installs what is missing and nothing else. A second run finds everything and says so in one line.

use std::path::Path;

use crate::Result;
use crate::browser::{self, Browser};
use crate::peers;
use crate::shell::{self, timed};
use crate::tools;

const TARGET: &str = "wasm32-unknown-unknown";

/// Sets up what is needed to build and serve the page.
pub fn for_building() -> Result<()> {
    building()?.say();
    Ok(())
}

/// Sets up what the browser tests need: everything for building, and a browser with its driver.
pub fn for_the_browser() -> Result<()> {
    let mut here = building()?;
    browser_of(&mut here)?;
    here.say();
    Ok(())
}

/// Sets up what the peer tests need: the libraries, but nothing of the page.
pub fn for_the_peers() -> Result<()> {
    let mut here = Here { found: Vec::new(), installed: false };
    peers_of(&mut here)?;
    here.say();
    Ok(())
}

/// Sets up what all tests need.
pub fn for_testing() -> Result<Browser> {
    let mut here = building()?;
    let browser = browser_of(&mut here)?;
    peers_of(&mut here)?;
    here.say();
    Ok(browser)
}

fn browser_of(here: &mut Here) -> Result<Browser> {
    let browser = match browser::find() {
        Some(browser) => browser,
        None => {
            here.installed = true;
            timed("installing Chromium and its driver", browser::install)?
        }
    };
    browser.check_versions()?;
    here.found.push(browser.label());
    Ok(browser)
}

fn peers_of(here: &mut Here) -> Result<()> {
    if !peers::are_here() {
        here.installed = true;
        timed(&format!("installing {}", peers::LABEL), peers::install)?;
    }
    here.found.push(peers::LABEL.to_owned());
    Ok(())
}

/// A list of what is here, and whether any of it was installed in this run.
struct Here {
    found: Vec<String>,
    installed: bool,
}

impl Here {
    fn say(&self) {
        let what = if self.installed { "set up" } else { "nothing to install" };
        println!("✓ {what}: {}", self.found.join(", "));
    }
}

/// Installs what is missing, and returns what is here.
fn building() -> Result<Here> {
    let mut installed = false;
    if !target_is_here() {
        installed = true;
        timed("installing the wasm32 target", install_target)?;
    }
    let mut found = vec![TARGET.to_owned()];
    for tool in tools::all()? {
        if !tool.is_here() {
            installed = true;
            let what = format!("installing {} (minutes, once)", tool.label());
            timed(&what, || tool.install())?;
        }
        found.push(tool.label());
    }
    // Trunk always runs offline, so that it downloads no tools. So the crates that cargo needs must be fetched
    // before.
    let fetch = ["fetch", "--locked", "--target", TARGET];
    if shell::answer(shell::cargo(&fetch).arg("--offline")).is_none() {
        timed("fetching crates", || {
            shell::run(shell::cargo(&fetch).arg("--quiet"), "The crates could not be fetched")
        })?;
    }
    Ok(Here { found, installed })
}

fn target_is_here() -> bool {
    shell::answer(shell::command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

fn install_target() -> Result<()> {
    if shell::find("rustup").is_none() {
        return Err(format!(
            "This Rust cannot compile for the browser, and there is no rustup to teach it: install Rust from \
             https://rustup.rs, or your system's package of the standard library for {TARGET}."
        ));
    }
    shell::run(
        shell::command("rustup").args(["target", "add", TARGET]),
        &format!("The target could not be added; try: rustup target add {TARGET}"),
    )
}
