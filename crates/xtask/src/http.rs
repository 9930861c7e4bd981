//! A static file server for this machine. `serve` shows the page with it, and the end-to-end tests load the page from
//! it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The most bytes that are read of a request. A real request line and its headers are far smaller; this limits what a
/// broken client can make us hold.
const MAX_REQUEST: u64 = 64 * 1024;

/// Answers requests until the process ends. `seen` is called with the path of every request.
pub fn serve(listener: &TcpListener, root: &Path, seen: impl Fn(&str) + Send + Sync) {
    thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            let seen = &seen;
            scope.spawn(move || {
                // A browser may close a connection halfway; that is no error here.
                let _ = answer(&stream, root, seen);
            });
        }
    });
}

fn answer(stream: &TcpStream, root: &Path, seen: impl Fn(&str)) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.take(MAX_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The headers do not matter for a static file, but they must be read before the answer is sent.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    if request.is_empty() {
        return Ok(()); // A connection opened ahead and never used.
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    seen(target);
    if method != "GET" && method != "HEAD" {
        return respond(stream, "405 Method Not Allowed", "text/plain", b"Only GET and HEAD.", true);
    }
    let (status, kind, body) =
        match file_for(root, target).and_then(|file| Some((fs::read(&file).ok()?, file))) {
            Some((body, file)) => ("200 OK", mime(&file), body),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"There is no such file.".to_vec()),
        };
    respond(stream, status, kind, &body, method == "GET")
}

/// Writes an answer. It forbids caching, so that a rebuilt page shows at the next reload whatever its files are
/// called.
fn respond(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    body: &[u8],
    with_body: bool,
) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file that the target of a request names, if it is inside `root`.
pub fn file_for(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let relative = percent_decoded(path.strip_prefix('/')?)?;
    let relative = Path::new(&relative);
    // Only plain names are allowed: no `..`, no absolute path, no drive letter, however it was spelled.
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || relative.to_string_lossy().contains(['\\', '\0', ':']) {
        return None;
    }
    let file = root.join(relative);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    // A link inside the folder must not lead out of it either.
    let (file, root) = (file.canonicalize().ok()?, root.canonicalize().ok()?);
    (file.starts_with(&root) && file.is_file()).then_some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        // With any other type the browser compiles the wasm only after all of it has arrived.
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{file_for, percent_decoded};

    #[test]
    fn a_folder_is_its_index_and_nothing_outside_the_root_is_served() {
        let root = &crate::shell::root();
        let index = file_for(root, "/?query#part").expect("index.html is at the root");
        assert!(index.ends_with("index.html"));
        assert!(file_for(root, "/src/lib.rs").is_some());
        assert!(file_for(root, "/src%2Flib.rs").is_some());
        let inside = root.join("src");
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "//etc/passwd",
            "/bin/../../Cargo.toml",
        ] {
            assert_eq!(file_for(&inside, target), None, "{target}");
        }
        for target in ["", "*", "/missing", "/%zz", "/%", "/C:/x", "/a\\b"] {
            assert_eq!(file_for(root, target), None, "{target}");
        }
    }

    #[test]
    fn percent_signs_stand_for_bytes() {
        assert_eq!(percent_decoded("a%20b").as_deref(), Some("a b"));
        assert_eq!(percent_decoded("%ff"), None);
    }
}
