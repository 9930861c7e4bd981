//! Controls a browser: as much of WebDriver (W3C) as the bench needs, over a plain socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::json;
use crate::browser::Browser;
use crate::{Result, driver};

/// The size of the browser's window. At this size it draws sixty frames a second.
const WINDOW: &str = "--window-size=1280,900";

/// The longest time that an answer may take.
const PATIENCE: Duration = Duration::from_secs(900);

/// A browser with an empty profile, and the driver that controls it. Dropping the session ends both.
pub struct Session {
    driver: Child,
    port: u16,
    id: String,
    profile: PathBuf,
}

impl Session {
    /// Starts the driver and the browser.
    pub fn start(browser: &Browser) -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir().join(format!("kpl-lens-bench-{}-{number}", std::process::id()));
        let started = driver::start(&browser.driver);
        let (driver, port) = started.ok_or("chromedriver does not start, or does not say its port.")?;
        let mut session = Self { driver, port, id: String::new(), profile };
        let answer = session.post("/session", &session.capabilities(browser))?;
        session.id = json::string_of(&answer, "sessionId")
            .ok_or_else(|| format!("The driver starts no browser: {answer}"))?;
        let patience = PATIENCE.as_millis();
        session.tell("timeouts", &format!("{{\"script\":{patience},\"pageLoad\":{patience}}}"))?;
        Ok(session)
    }

    fn capabilities(&self, browser: &Browser) -> String {
        let flags = driver::FLAGS.into_iter().chain([WINDOW]).map(json::quoted);
        let profile = json::quoted(&format!("--user-data-dir={}", self.profile.display()));
        let flags: Vec<String> = flags.chain([profile]).collect();
        format!(
            "{{\"capabilities\":{{\"alwaysMatch\":{{\"goog:chromeOptions\":{{\"args\":[{}],\"binary\":{}}}}}}}}}",
            flags.join(","),
            json::quoted(&browser.chromium.to_string_lossy())
        )
    }

    /// Loads an address and waits for its load event.
    pub fn go(&self, address: &str) -> Result<()> {
        self.tell("url", &format!("{{\"url\":{}}}", json::quoted(address))).map(drop)
    }

    /// Runs the body of a script, which may use await. Returns its result as a string.
    pub fn script(&self, body: &str, arguments: &[&str]) -> Result<String> {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async () => {{ {body} }})().then((value) => done(`=${{value}}`), (error) => done(`!${{error}}`));"
        );
        let arguments: Vec<String> = arguments.iter().map(|argument| json::quoted(argument)).collect();
        let ask = format!("{{\"script\":{},\"args\":[{}]}}", json::quoted(&script), arguments.join(","));
        let answer = self.tell("execute/async", &ask)?;
        let said = json::string_of(&answer, "value").unwrap_or_default();
        match said.strip_prefix('=') {
            Some(value) => Ok(value.to_owned()),
            None => Err(format!("The browser says: {said}{}", if said.is_empty() { &answer } else { "" })),
        }
    }

    /// Runs a script in every document before the document's own scripts.
    pub fn before_all(&self, script: &str) -> Result<()> {
        let source = json::quoted(script);
        let ask = format!(
            "{{\"cmd\":\"Page.addScriptToEvaluateOnNewDocument\",\"params\":{{\"source\":{source}}}}}"
        );
        self.tell("goog/cdp/execute", &ask).map(drop)
    }

    /// Picks a file in the first input that takes one.
    pub fn pick(&self, file: &Path) -> Result<()> {
        let find = "{\"using\":\"css selector\",\"value\":\"input[type=file]\"}";
        let found = self.tell("element", find)?;
        let element = json::string_of(&found, "element-6066-11e4-a52e-4f735466cecf")
            .ok_or_else(|| format!("There is no input for files: {found}"))?;
        let text = json::quoted(&file.to_string_lossy());
        self.tell(&format!("element/{element}/value"), &format!("{{\"text\":{text}}}")).map(drop)
    }

    /// The most memory that any of the browser's renderer processes has had, in kB; 0 if nobody tells.
    pub fn renderer_peak(&self) -> u64 {
        let profile = self.profile.to_string_lossy().into_owned();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let ours = processes.filter(|process| {
            let words = fs::read(process.path().join("cmdline")).unwrap_or_default();
            let words = String::from_utf8_lossy(&words).into_owned();
            words.contains("--type=renderer") && words.contains(&profile)
        });
        let peak = |process: fs::DirEntry| {
            let status = fs::read_to_string(process.path().join("status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().trim_end_matches("kB").trim_end().parse().ok()
        };
        ours.filter_map(peak).max().unwrap_or_default()
    }

    fn tell(&self, what: &str, body: &str) -> Result<String> {
        self.post(&format!("/session/{}/{what}", self.id), body)
    }

    fn post(&self, path: &str, body: &str) -> Result<String> {
        let lost = |error: std::io::Error| format!("The driver of the browser does not answer ({error}).");
        let (status, answer) = self.send("POST", path, body).map_err(lost)?;
        if status == 200 {
            return Ok(answer);
        }
        let said = json::string_of(&answer, "message").unwrap_or(answer);
        Err(format!("The driver of the browser says: {}", said.lines().next().unwrap_or_default()))
    }

    fn send(&self, method: &str, path: &str, body: &str) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let mut length = 0;
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            let header = line.to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        let mut answer = Vec::new();
        reader.take(length).read_to_end(&mut answer)?;
        Ok((status, String::from_utf8_lossy(&answer).into_owned()))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // This makes the driver end itself and the browser that it started.
        let _ = self.send("DELETE", &format!("/session/{}", self.id), "");
        let _ = self.send("GET", "/shutdown", "");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}
