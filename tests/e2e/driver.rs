//! A ChromeDriver and a Chromium for one test. They start on a free port and are gone when the test ends, however it
//! ends.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use xtask::driver;

/// Scroll bars are left out, so that screenshots of different machines can be compared.
const NO_SCROLL_BARS: &str = "--hide-scrollbars";

/// The process of the driver, and the folder for the browser's profile and downloads.
pub struct Driver {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Driver {
    /// Starts the driver. `CHROMEDRIVER` and `CHROME` name the programs if they are not on the path.
    pub fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("kpl-lens-e2e-{}-{number}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).expect("the temporary folder can be written");

        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let started = driver::start(Path::new(&program));
        let (process, port) =
            started.expect("chromedriver starts and says its port; cargo xtask test installs it");
        Self { process, port, folder }
    }

    /// Starts a browser with an empty profile.
    pub async fn session(&self) -> Client {
        let capabilities: Capabilities =
            serde_json::from_value(self.capabilities()).expect("an object was written");
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("the driver starts a browser")
    }

    fn capabilities(&self) -> Value {
        let mut flags: Vec<String> =
            driver::FLAGS.into_iter().chain([NO_SCROLL_BARS]).map(str::to_owned).collect();
        flags.push(format!("--user-data-dir={}", self.folder.join("profile").display()));
        let mut chrome = json!({
            "args": flags,
            "prefs": {
                "download.default_directory": self.downloads(),
                "download.prompt_for_download": false,
            },
        });
        if let Ok(program) = env::var("CHROME") {
            chrome["binary"] = json!(program);
        }
        json!({
            "goog:chromeOptions": chrome,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        })
    }

    /// The folder into which files are saved.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// Makes the driver end itself and every browser that it started. This is written by hand because the test's
    /// async runtime may be unwinding.
    fn ask_to_quit(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = self.ask_to_quit().is_ok();
        let deadline = Instant::now() + Duration::from_secs(if asked { 5 } else { 0 });
        while matches!(self.process.try_wait(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        remove(&self.folder);
    }
}

/// Removes the folder. Chromium's helper processes may still write into it for a moment.
fn remove(folder: &Path) {
    let deadline = Instant::now() + Duration::from_secs(2);
    while folder.exists() && fs::remove_dir_all(folder).is_err() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
}
