//! The contestants of `crates/bench` as wasm in headless Chromium. Each runs in a worker of its own browser.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread;

use super::contest::{self, Contestant, Round, Turn};
use super::webdriver::Session;
use crate::browser::{self, Browser};
use crate::shell::{self, timed};
use crate::{Result, http, setup};

/// The server of the wasm and the captures, and the browser.
pub struct Site {
    browser: Browser,
    port: u16,
}

/// The files of `crates/bench/browser` that are served beside the wasm.
const FILES: [&str; 3] = ["index.html", "contestant.js", "worker.js"];

impl Site {
    /// Builds the wasm, and serves it and the captures until this program ends.
    pub fn open() -> Result<Self> {
        setup::for_building()?;
        let browser = browser::find()
            .ok_or("Chromium and its driver are not here; cargo xtask setup --browser installs them.")?;
        browser.check_versions()?;
        timed("building the wasm contestants (--profile hot)", build)?;
        let port = serve(folder())?;
        Ok(Self { browser, port })
    }

    /// A contestant in a worker. Its first round is that of a browser which has just started.
    pub fn contestant(self: &Rc<Self>, argument: &'static str, name: &str) -> Contestant {
        let site = self.clone();
        Contestant {
            name: name.to_owned(),
            start: Box::new(move |capture| {
                let session = Session::start(&site.browser)?;
                session.go(&format!("http://127.0.0.1:{}/site/index.html", site.port))?;
                let capture = capture.file_name().unwrap_or_default().to_string_lossy();
                session.script("return begin(...arguments);", &[argument, &format!("/{capture}")])?;
                Ok(Box::new(InWorker(session)))
            }),
        }
    }
}

struct InWorker(Session);

impl Turn for InWorker {
    fn round(&mut self) -> Result<Round> {
        let said = self.0.script("return ask({});", &[])?;
        contest::round(&said).ok_or(format!("The worker says: {said}"))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// The folder that is served: the captures, and below it the site with the wasm.
pub fn folder() -> PathBuf {
    shell::root().join("target").join("bench")
}

/// Serves a folder on this machine until this program ends. Returns the port.
pub fn serve(folder: PathBuf) -> Result<u16> {
    let lost = |error: std::io::Error| format!("No port can be listened on ({error}).");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(lost)?;
    let port = listener.local_addr().map_err(lost)?.port();
    thread::spawn(move || http::serve(&listener, &folder, |_| {}));
    Ok(port)
}

fn build() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let mut cargo = shell::cargo(&[
        "build",
        "--quiet",
        "--profile",
        "hot",
        "--package",
        "bench",
        "--bin",
        "bench-worker",
    ]);
    shell::run(cargo.args(["--target", target]), "The wasm did not build")?;
    let site = folder().join("site");
    let wasm = shell::root().join("target").join(target).join("hot").join("bench-worker.wasm");
    let mut bindgen = shell::command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "bench_worker", "--out-dir"]);
    shell::run(bindgen.arg(&site).arg(&wasm), "wasm-bindgen failed")?;
    for name in FILES {
        let from = shell::root().join("crates/bench/browser").join(name);
        copy(&from, &site.join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).map_err(|error| format!("{} cannot be copied ({error}).", from.display()))
}
