//! Starting chromedriver: what Chromium is told, and on which port the driver listens. The bench and the end-to-end
//! tests share it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// What Chromium is started with. Without those about networking, it talks to its maker at every start.
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

/// Starts the driver on a port that it chooses itself; `None` where it does not start or does not say its port.
/// It gives up where the port that it took for IPv4 is not free for IPv6, so it is tried five times.
#[must_use]
pub fn start(program: &Path) -> Option<(Child, u16)> {
    (0..5).find_map(|_| try_to_start(program))
}

/// The driver names its port on standard output; the rest is read on, lest its pipe fill up.
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
