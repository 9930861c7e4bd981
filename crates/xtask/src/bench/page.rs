//! Measures the built page in headless Chromium. It is given files as a person gives them. What is measured is how
//! long it takes until everything is read, and how the page responds meanwhile.

use std::fs;

use super::capture::Capture;
use super::chromium;
use super::contest::numbers;
use super::table::{aligned, grouped, tenths};
use super::webdriver::Session;
use crate::browser::{self, Browser};
use crate::{Result, bundle, setup, shell};

/// What is opened: an ordinary capture, a gibibyte of the same kind, and ten million user records.
const CAPTURES: [&str; 3] = ["M", "G", "U"];

/// The text that is searched for: a page that few of the events are about.
const WANTED: &str = "/products/77777\"";

/// Builds the page and measures it with each capture. M is quick, so it is measured in several browsers.
pub fn measure(rounds: usize) -> Result<()> {
    setup::for_building()?;
    bundle::build()?;
    let browser = browser::find()
        .ok_or("Chromium and its driver are not here; cargo xtask setup --browser installs them.")?;
    browser.check_versions()?;
    let script = shell::root().join("crates/bench/browser").join("page.js");
    let script = fs::read_to_string(&script).map_err(|error| format!("{}: {error}", script.display()))?;
    let address = format!("http://127.0.0.1:{}/", chromium::serve(shell::root().join("dist"))?);
    let bench = Bench { browser, script, address };
    let mut rows = vec![HEAD.map(str::to_owned)];
    for name in CAPTURES {
        let capture = Capture::generate(name)?;
        println!("\n{}", capture.label());
        let rounds = if capture.json < 1 << 26 { rounds } else { 1 };
        let mut all = (0..rounds).map(|_| bench.open(&capture)).collect::<Result<Vec<Opened>>>()?;
        all.sort_by_key(|opened| opened.load.time);
        let median = all.get(all.len() / 2).ok_or("Nothing was measured.")?;
        print!("{}", median.lines());
        rows.push(median.row(&capture));
    }
    println!("\n{}", aligned(&rows));
    println!(
        "Open is from the file chosen to all of it read and shown, the worker started before; only reading is what a \
         worker takes to read the file in chunks of 4 MiB or, as the page does, as a stream."
    );
    Ok(())
}

const HEAD: [&str; 8] = [
    "capture",
    "open, ms",
    "only reading",
    "× that",
    "JSON, MB/s",
    "search, ms",
    "wasm, MiB",
    "renderer, MiB",
];

struct Bench {
    browser: Browser,
    script: String,
    address: String,
}

/// A measurement. `time` is in microseconds, or a rate in thousandths. The others are the longest task of the main
/// thread, which is 0 if none took 50 ms, and the longest time between two frames.
struct Lasted {
    time: u64,
    task: u64,
    gap: u64,
}

/// What was measured in one browser.
struct Opened {
    load: Lasted,
    /// The measurement of `load` again, while somebody scrolls.
    scrolled: Lasted,
    /// The time that reading alone takes: in chunks, and as a stream.
    chunks: u64,
    stream: u64,
    search: Lasted,
    records: Lasted,
    users: Lasted,
    wasm: u64,
    renderer: u64,
}

impl Bench {
    fn open(&self, capture: &Capture) -> Result<Opened> {
        let session = Session::start(&self.browser)?;
        session.before_all(&self.script)?;
        let load = self.load(&session, capture, "false")?;
        let scrolled = self.load(&session, capture, "true")?;
        let wasm: u64 = session.script("return bench.memory();", &[])?.parse().unwrap_or_default();
        let renderer = session.renderer_peak();
        let search = lasted(&session, "return bench.search(...arguments);", &[WANTED])?;
        let records = lasted(&session, "return bench.scroll('capture-records');", &[])?;
        session.script("document.getElementById('capture-search').value = ''; \
            document.getElementById('capture-search').dispatchEvent(new InputEvent('input', { bubbles: true })); \
            return '';", &[])?;
        let users = lasted(&session, "return bench.scroll('capture-users');", &[])?;
        let bare = session.script("return bench.bare();", &[])?;
        let [chunks, stream] = numbers(&bare).ok_or(format!("The browser says: {bare}"))?;
        Ok(Opened { load, scrolled, chunks, stream, search, records, users, wasm, renderer })
    }
}

impl Bench {
    /// Opens the page, and the capture in it.
    fn load(&self, session: &Session, capture: &Capture, scrolls: &str) -> Result<Lasted> {
        session.go(&self.address)?;
        session.script("return bench.ready();", &[])?;
        // The script begins to measure here; its answer is fetched below, while the page works.
        session.script("bench.load = bench.loaded(arguments[0] === 'true'); return '';", &[scrolls])?;
        session.pick(&capture.file)?;
        lasted(session, "return bench.load;", &[])
    }
}

fn lasted(session: &Session, script: &str, arguments: &[&str]) -> Result<Lasted> {
    let said = session.script(script, arguments)?;
    let [time, task, gap] = numbers(&said).ok_or(format!("The browser says: {said}"))?;
    Ok(Lasted { time, task, gap })
}

impl Opened {
    fn row(&self, capture: &Capture) -> [String; 8] {
        let least = self.chunks.min(self.stream).max(1);
        [
            capture.name.clone(),
            milliseconds(self.load.time),
            milliseconds(least),
            tenths(self.load.time * 10 / least),
            grouped(capture.json / self.load.time.max(1)),
            milliseconds(self.search.time),
            grouped(self.wasm >> 20),
            grouped(self.renderer >> 10),
        ]
    }

    fn lines(&self) -> String {
        let feels = |what: &str, lasted: &Lasted| {
            let task = if lasted.task == 0 { "none over 50".to_owned() } else { milliseconds(lasted.task) };
            format!(
                "  {what}: longest task {task} ms, longest between two frames {} ms\n",
                milliseconds(lasted.gap)
            )
        };
        let rate = |lasted: &Lasted| format!("{} frames a second", tenths(lasted.time / 100));
        [
            format!(
                "  only reading: {} ms in chunks, {} ms as a stream\n",
                milliseconds(self.chunks),
                milliseconds(self.stream)
            ),
            feels("reading", &self.load),
            feels(
                &format!("reading in {} ms and scrolling", milliseconds(self.scrolled.time)),
                &self.scrolled,
            ),
            feels("searching", &self.search),
            feels(&format!("scrolling Kinesis records, {}", rate(&self.records)), &self.records),
            feels(&format!("scrolling user records, {}", rate(&self.users)), &self.users),
        ]
        .concat()
    }
}

fn milliseconds(micro: u64) -> String {
    tenths(micro / 100)
}
