//! The page's files, served for one test on a port of its own. The server remembers what was asked for.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use xtask::http;

/// A server. Its thread ends with the test process.
pub struct Site {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

pub fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("index.html").is_file(), "no page in dist/: run cargo xtask build first");
    dist
}

impl Site {
    pub fn built() -> Self {
        Self::of(&dist())
    }

    pub fn of(root: &Path) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let port = listener.local_addr().expect("it was just bound").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (root, log) = (root.to_owned(), Arc::clone(&seen));
        thread::spawn(move || {
            http::serve(&listener, &root, |path| {
                log.lock().expect("nobody panics in here").push(path.to_owned())
            });
        });
        Self { port, seen }
    }

    /// The address of the server: `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The paths that were asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().expect("nobody panics in here").clone()
    }
}
