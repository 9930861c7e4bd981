//! Starts chromedriver and knows how Chromium is started. The bench and the end-to-end tests share this.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// The arguments for Chromium. Without those about networking, it contacts its maker's servers at every start.
pub const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Starts the driver on a port that it chooses itself. `None` where it does not start or does not name its port. The
/// driver ends if the port that it got for IPv4 is taken for IPv6, so it is started up to five times.
#[must_use]
pub fn start(program: &Path) -> Option<(Child, u16)> {
    (0..5).find_map(|_| try_to_start(program))
}

/// Starts the driver once. It names its port on standard output. The rest of the output must be read too, or its pipe
/// would fill up.
fn try_to_start(program: &Path) -> Option<(Child, u16)> {
    let mut driver =
        Command::new(program).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut said = BufReader::new(driver.stdout.take()?);
    let mut line = String::new();
    while said.read_line(&mut line).is_ok_and(|length| length > 0) {
        let digits =
            line.split_once("successfully on port ").map(|(_, rest)| rest.trim_end().trim_end_matches('.'));
        if let Some(port) = digits.and_then(|digits| digits.parse().ok()) {
            thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return Some((driver, port));
        }
        line.clear();
    }
    let _ = driver.kill();
    let _ = driver.wait();
    None
}
