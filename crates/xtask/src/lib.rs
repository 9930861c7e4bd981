//! `cargo xtask …`: the project's commands. They use std only, so that they compile fast and need nothing installed.
//! This is a library too, since the tests in a browser use its file server and its way to start a browser.

mod apt;
mod bench;
mod browser;
mod bundle;
mod checks;
pub mod driver;
mod hook;
pub mod http;
mod peers;
mod serve;
mod setup;
mod shell;
mod tools;

/// An error is one sentence for the person at the terminal: what went wrong and, where it helps, what to type.
pub type Result<T> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask serve    install what is missing, build the page, serve it on this machine, open the browser
      --port N         that port and no other (otherwise 8080 or the next free one)
      --no-open        leave the browser alone
      --watch          rebuild and reload on every change (trunk serve, unoptimised)
cargo xtask test     install what is missing, then every check there is, in the order of .ci/run
cargo xtask build    the page for publishing, into dist/, with its sizes, held to a budget
cargo xtask bench    this project's readers beside the Node and Python libraries, which it installs into target/peers
      M T X L        those captures (otherwise M, T and X; L is ten times M)
      page           the built page with a file of a gibibyte: reading, searching, scrolling, memory
      --rounds N     so many rounds after the first (otherwise 7)
cargo xtask setup    only install what is missing (--browser: and what the browser tests need; --peers: and the
                     deaggregators that our predictions are tried against)
cargo xtask bless    rewrite the golden files from what the code says now; look at the diff before committing
cargo xtask help     this

Tools go into target/tools, never into your own ~/.cargo/bin.";

/// Carries out what the arguments of the command line say.
///
/// # Errors
///
/// One sentence, if the command is unknown or fails.
pub fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["serve", options @ ..] => serve::run(&serve::Options::parse(options)?),
        ["test"] => checks::run(),
        ["build"] => setup::for_building().and_then(|()| bundle::build()).and_then(|()| bundle::weigh()),
        ["setup"] => setup::for_building(),
        ["bench", options @ ..] => bench::run(&bench::Options::parse(options)?),
        ["setup", "--browser"] => setup::for_the_browser(),
        ["setup", "--peers"] => setup::for_the_peers(),
        ["setup", "--browser", "--peers"] | ["setup", "--peers", "--browser"] => {
            setup::for_testing().map(|_| ())
        }
        ["bless"] => checks::bless(),
        // Trunk calls this one, as Trunk.toml says.
        ["csp-hook"] => hook::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("“{}” is not a command here.\n\n{HELP}", other.join(" "))),
    }
}
