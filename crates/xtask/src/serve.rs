//! `cargo xtask serve`: serves the built page on this machine and opens a browser.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

use crate::Result;
use crate::{bundle, http, setup, shell};

const USUAL: u16 = 8080;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    port: Option<u16>,
    no_open: bool,
    watch: bool,
}

impl Options {
    /// Reads the words after `serve`.
    pub fn parse(mut words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        while let Some((word, rest)) = words.split_first() {
            words = rest;
            match *word {
                "--no-open" => options.no_open = true,
                "--watch" => options.watch = true,
                "--port" => {
                    let (number, rest) = words.split_first().ok_or("--port needs a number.")?;
                    options.port = Some(
                        number.parse().map_err(|_| format!("--port: “{number}” is no port (1 to 65535)."))?,
                    );
                    words = rest;
                }
                other => {
                    return Err(format!("serve knows no “{other}”; it knows --port N, --no-open, --watch."));
                }
            }
        }
        Ok(options)
    }
}

/// Sets up, builds the page, and serves it until somebody stops it.
pub fn run(options: &Options) -> Result<()> {
    setup::for_building()?;
    if options.watch {
        return watch(options);
    }
    bundle::build()?;
    let listener = listen(options.port)?;
    let port = listener.local_addr().map_err(|error| format!("The port is lost ({error})."))?.port();
    let address = format!("http://127.0.0.1:{port}/");
    println!("\nKPL Lens is at {address}  (Ctrl-C ends it)");
    if !options.no_open {
        open(&address);
    }
    http::serve(&listener, &shell::root().join("dist"), |_| {});
    Ok(())
}

/// Starts trunk's own server, which rebuilds and reloads. It builds without optimisation, so that a rebuild is fast.
fn watch(options: &Options) -> Result<()> {
    let port = listen(options.port)?.local_addr().map_err(|error| error.to_string())?.port().to_string();
    let mut trunk = shell::command("trunk");
    trunk.args(["serve", "--offline", "--port", &port]);
    if !options.no_open && has_screen() {
        trunk.arg("--open");
    }
    shell::run(&mut trunk, "trunk serve ended")
}

/// Listens on the port that was asked for, or on the first free one from the usual one on.
fn listen(asked: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match asked {
        Some(port) => bind(port).map_err(|error| format!("Port {port} cannot be used: {error}.")),
        None => (USUAL..USUAL + 100)
            .find_map(|port| bind(port).ok())
            .ok_or_else(|| format!("No port from {USUAL} on is free; name one with --port N.")),
    }
}

fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Opens a browser. If there is none, the address that was printed has to do.
fn open(address: &str) {
    if !has_screen() {
        return;
    }
    let (program, arguments): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_come_in_any_order_and_what_is_wrong_is_named() {
        let all = Options { port: Some(9000), no_open: true, watch: true };
        assert_eq!(Options::parse(&["--watch", "--port", "9000", "--no-open"]), Ok(all));
        assert_eq!(Options::parse(&[]), Ok(Options::default()));
        for (words, named) in [(&["--port"][..], "--port"), (&["--port", "x"], "x"), (&["--fast"], "--fast")]
        {
            let error = Options::parse(words).expect_err("these words are wrong");
            assert!(error.contains(named), "{error}");
        }
    }
}
