//! Trunk's post-build hook (Trunk.toml). It moves inline scripts into files, so that the page can have a strict
//! Content-Security-Policy. It works on trunk's staging folder, before that becomes `dist/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::shell;

/// Reads the page that trunk wrote, moves its scripts out, and writes it back.
pub fn run() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or("csp-hook is called by trunk: run trunk build, or cargo xtask build.")?;
    let page = staging.join("index.html");
    let mut html = read(&page)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        html = shrink(&staging, &html)?;
    }
    let template = read(&shell::root().join("static").join("boot.js"))?;
    let html = name_worker(&staging, &html)?;
    let (html, scripts) = move_scripts_out(&html, &template)?;
    for (name, text) in scripts {
        write(&staging.join(name), text.as_bytes())?;
    }
    let html = without_comments(&html);
    check_no_inline(&html)?;
    write(&page, html.as_bytes())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| format!("{} cannot be read ({error}).", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).map_err(|error| format!("{} cannot be written ({error}).", file.display()))
}

/// Puts a hash into the names of the worker's files, which trunk leaves as they are so that the page can find them.
/// Without a hash, a cache could keep an old worker beside a new page, and both would break. The page is told the new
/// name.
fn name_worker(staging: &Path, html: &str) -> Result<String> {
    let names = ["worker.js", "worker_bg.wasm"];
    let mut hashed = Vec::new();
    for name in names {
        let bytes =
            fs::read(staging.join(name)).map_err(|error| format!("trunk wrote no {name} ({error})."))?;
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        let new = format!("{stem}-{:016x}.{kind}", fingerprint(&bytes));
        fs::rename(staging.join(name), staging.join(&new)).map_err(|error| error.to_string())?;
        hashed.push(new);
    }
    let mut boot = read(&shell::root().join("static").join("worker.js"))?;
    for (place, name) in ["__GLUE__", "__WASM__"].into_iter().zip(&hashed) {
        boot = boot.replace(place, name);
    }
    let name = format!("start-worker-{:016x}.js", fingerprint(boot.as_bytes()));
    write(&staging.join(&name), boot.as_bytes())?;
    let named = html.replace("content=\"worker.js\"", &format!("content=\"./{name}\""));
    if named == html {
        return Err("index.html has no <meta name=\"worker\" content=\"worker.js\">.".into());
    }
    Ok(named)
}

/// Replaces every inline script by a reference to a file. Returns the page and those files.
fn move_scripts_out(html: &str, boot: &str) -> Result<(String, Vec<(String, String)>)> {
    let (mut page, mut files, mut rest) = (String::new(), Vec::new(), html);
    while let Some((before, tag, body, after)) = next_script(rest) {
        page.push_str(before);
        rest = after;
        if tag.contains(" src=") {
            page.push_str(&format!("{tag}{body}</script>"));
            continue;
        }
        let (stem, script) = if body.contains("__TRUNK_ADDRESS__") {
            ("reload", reloader(body))
        } else if let Some(names) = started_by(body) {
            ("boot", boot.replace("__GLUE__", names.0).replace("__WASM__", names.1))
        } else {
            return Err(format!("An inline script that the build hook does not know:\n{body}"));
        };
        let name = format!("{stem}-{:016x}.js", fingerprint(script.as_bytes()));
        page.push_str(&format!("<script type=\"module\" src=\"./{name}\"></script>"));
        files.push((name, script));
    }
    page.push_str(rest);
    if !files.iter().any(|(name, _)| name.starts_with("boot-")) {
        return Err("Trunk's script that starts the page is not where the build hook looks for it.".into());
    }
    Ok((page, files))
}

/// The text before the first script, its opening tag, its contents, and the text after it.
fn next_script(html: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, from) = html.split_at_checked(html.find("<script")?)?;
    let (tag, inside) = from.split_at_checked(from.find('>')? + 1)?;
    let (body, after) = inside.split_once("</script>")?;
    Some((before, tag, body, after))
}

/// The names of the glue and of the wasm, taken from the script with which trunk starts the page.
fn started_by(script: &str) -> Option<(&str, &str)> {
    let quoted = |after: &str| {
        let (_, rest) = script.split_once(after)?;
        rest.split_once('\'').map(|(path, _)| path.trim_start_matches("./"))
    };
    Some((quoted("import init from '")?, quoted("module_or_path: '")?))
}

/// Trunk's reload script, which only `trunk serve` writes. Trunk's server fills in these placeholders in HTML only,
/// so it is done here.
fn reloader(script: &str) -> String {
    script.replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host").replace("{{__TRUNK_WS_BASE__}}", "/")
}

/// Removes comments, which are meant for the developers of index.html.
fn without_comments(html: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(html.len()), html);
    while let Some((before, from)) = rest.split_once("<!--") {
        kept.push_str(before.trim_end());
        rest = from.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Fails if a later version of trunk writes something inline that the page's own policy forbids.
fn check_no_inline(html: &str) -> Result<()> {
    let mut rest = html;
    while let Some((_, tag, body, after)) = next_script(rest) {
        if !tag.contains(" src=") || !body.trim().is_empty() {
            return Err(format!("index.html still has an inline script: {tag}"));
        }
        rest = after;
    }
    match ["<style", " style=", " onload=", " onclick=", "javascript:"]
        .iter()
        .find(|bad| html.contains(**bad))
    {
        Some(bad) => Err(format!("index.html still has “{}”, which its policy forbids.", bad.trim())),
        None => Ok(()),
    }
}

/// The file name of the wasm: the first one that the page mentions.
fn wasm_name(html: &str) -> Option<String> {
    let (before, _) = html.split_once("_bg.wasm")?;
    before.rsplit_once(['/', '\'', '"']).map(|(_, stem)| format!("{stem}_bg.wasm"))
}

/// The features that Rust's wasm32 target uses, and simd128 from .cargo/config.toml. With more, wasm-opt could write
/// code that some browsers cannot read.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Runs wasm-opt over the wasm, if it is on the path. If it is too old to read the wasm, nothing changes. The file
/// gets a new name, because caches go by names.
fn shrink(staging: &Path, html: &str) -> Result<String> {
    let name = wasm_name(html).ok_or("index.html names no wasm.")?;
    if shell::find("wasm-opt").is_none() {
        return Ok(html.to_owned());
    }
    let (from, to) = (staging.join(&name), staging.join("shrunk.wasm"));
    let mut wasm_opt = shell::command("wasm-opt");
    wasm_opt.arg("-Oz").args(FEATURES).arg("--output").arg(&to).arg(&from);
    if let Err(sentence) = shell::run_quietly(&mut wasm_opt, "wasm-opt") {
        println!("  {sentence} The wasm stays as the compiler made it.");
        let _ = fs::remove_file(&to);
        return Ok(html.to_owned());
    }
    let bytes = fs::read(&to).map_err(|error| format!("wasm-opt wrote nothing ({error})."))?;
    let renamed = format!("kpl-lens-{:016x}_bg.wasm", fingerprint(&bytes));
    fs::rename(&to, staging.join(&renamed)).map_err(|error| error.to_string())?;
    fs::remove_file(&from).map_err(|error| error.to_string())?;
    Ok(html.replace(&name, &renamed))
}

/// A hash of the bytes (FNV-1a), for a name that changes with the content. It need not be secure.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{check_no_inline, move_scripts_out, without_comments};

    const BOOT: &str = "import('./__GLUE__'); fetch('./__WASM__')";
    const TRUNK: &str = "<body>\n<script type=\"module\">\nimport init from './a-1.js';\n\
        const wasm = await init({ module_or_path: './a-1_bg.wasm' });\n</script></body>";

    #[test]
    fn the_starting_script_becomes_a_file_with_both_names_filled_in() {
        let (html, files) = move_scripts_out(TRUNK, BOOT).expect("this is what trunk writes");
        let [(name, text)] = &files[..] else { panic!("one file, not {files:?}") };
        assert_eq!(text, "import('./a-1.js'); fetch('./a-1_bg.wasm')");
        assert!(html.contains(&format!("<script type=\"module\" src=\"./{name}\"></script>")), "{html}");
        assert_eq!(check_no_inline(&html), Ok(()));
    }

    #[test]
    fn the_reload_script_of_trunk_serve_becomes_a_file_too() {
        let served = format!("{TRUNK}<script>const address = '{{{{__TRUNK_ADDRESS__}}}}';</script>");
        let (html, files) = move_scripts_out(&served, BOOT).expect("this is what trunk serve writes");
        assert_eq!(check_no_inline(&html), Ok(()));
        assert!(files.iter().any(|(_, text)| text == "const address = window.location.host;"), "{files:?}");
    }

    #[test]
    fn what_is_not_known_stops_the_build() {
        assert!(move_scripts_out("<script>alert(1)</script>", BOOT).is_err());
        assert!(move_scripts_out("<p>no script at all</p>", BOOT).is_err());
        for bad in
            ["<script>x</script>", "<style>p{}</style>", "<p style=\"color:red\">", "<body onload=\"x\">"]
        {
            assert!(check_no_inline(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn comments_go() {
        assert_eq!(without_comments("<p> <!-- why -->\n</p><!--"), "<p>\n</p>");
    }
}
