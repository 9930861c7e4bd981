//! `cargo xtask test`: runs every check, the quick ones first, and stops at the first that fails.

use std::process::Command;
use std::time::Instant;

use crate::Result;
use crate::browser::Browser;
use crate::{bundle, setup, shell};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Sets up, then runs each check as a named step and prints its time.
pub fn run() -> Result<()> {
    let start = Instant::now();
    let browser = setup::for_testing()?;
    let mut done = 0;
    let mut step = |name: &str, command: &mut Command| {
        println!();
        shell::timed(name, || shell::run(command, &format!("{name}: failed; what it says is above")))?;
        done += 1;
        Ok::<(), String>(())
    };

    let deny = ["--", "-D", "warnings"];
    step("format", &mut shell::cargo(&["fmt", "--all", "--check"]))?;
    let native = ["clippy", "--quiet", "--workspace", "--all-targets", "--all-features"];
    step("clippy, native", shell::cargo(&native).args(deny))?;
    let page = ["clippy", "--quiet", "--lib", "--bin", "page", "--bin", "worker", "--test", "ui"];
    step("clippy, wasm32", shell::cargo(&page).args(WASM).args(deny))?;
    step(
        "docs",
        shell::cargo(&["doc", "--quiet", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-Dwarnings"),
    )?;
    step("native tests", &mut shell::cargo(&["test", "--quiet", "--workspace"]))?;
    step("live peers", &mut shell::cargo(&["test", "--quiet", "--features", "peers", "--test", "peers"]))?;
    let printers = ["test", "--quiet", "--features", "peers", "--test", "printers"];
    step("printers of captures against the real programs", &mut shell::cargo(&printers))?;
    let commands = ["test", "--quiet", "--features", "peers", "--test", "commands"];
    step("commands that are run", &mut shell::cargo(&commands))?;
    // No `--quiet` here: cargo passes it on to the runner, which does not know it.
    step("component tests, in a browser", &mut in_browser(&["test", "--test", "ui"], &browser, &WASM))?;
    println!();
    bundle::build()?;
    shell::timed("weighing the page", bundle::weigh)?;
    let end_to_end = ["test", "--quiet", "--features", "e2e", "--test", "e2e"];
    // Each test starts a browser, and the machine may have only two cores.
    step(
        "end-to-end tests, in a browser",
        &mut in_browser(&end_to_end, &browser, &["--", "--test-threads=2"]),
    )?;

    println!("\n✓ all {} checks passed in {}", done + 1, shell::in_words(start.elapsed()));
    Ok(())
}

fn in_browser(test: &[&str], browser: &Browser, arguments: &[&str]) -> Command {
    let mut cargo = shell::cargo(test);
    cargo
        .args(arguments)
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROME", &browser.chromium)
        // The default of 20 s is too short for a cold start on a busy machine, and the message about it does not say
        // so.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo
}

pub fn bless() -> Result<()> {
    shell::run(
        shell::cargo(&["test", "--quiet", "--workspace"]).env("BLESS", "1"),
        "Some tests fail for other reasons",
    )?;
    println!("\nGolden files are as the code says now. Look before committing: git diff");
    Ok(())
}
