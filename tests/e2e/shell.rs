//! The page loads without complaints, under its strict policy, and asks for nothing more. Where it cannot run, it
//! says so.

use std::fs;

use serde_json::json;

use crate::devtools::cdp;
use crate::page::Page;
use crate::roles::{any, part};
use crate::site::{Site, dist};

fn index() -> String {
    fs::read_to_string(dist().join("index.html")).expect("the page was built")
}

#[test]
fn nothing_is_inline_and_the_policy_is_strict() {
    let html = index();
    let scripts: Vec<&str> = html.split("<script").skip(1).collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        let (tag, rest) = script.split_once('>').expect("the tag ends");
        assert!(tag.contains(" src=") && rest.starts_with("</script>"), "inline: <script{tag}>");
    }
    assert!(!html.contains("<style"), "{html}");
    for tag in html.split('<').map(|from| from.split('>').next().unwrap_or(from)) {
        let mut attributes = tag.split_whitespace().skip(1).filter(|word| word.contains('='));
        assert!(!attributes.any(|one| one.starts_with("style=") || one.starts_with("on")), "inline: <{tag}>");
    }
    assert!(html.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{html}");
    assert!(!html.contains("unsafe-inline") && !html.contains("'unsafe-eval'"), "{html}");
}

#[tokio::test]
async fn it_loads_without_a_word_on_the_console() {
    let page = Page::open("/").await;
    page.find("heading", "KPL Lens").await;
    page.idle().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn it_works_below_any_path() {
    let parent = std::env::temp_dir().join(format!("kpl-lens-below-{}", std::process::id()));
    let below = parent.join("some").join("where");
    fs::create_dir_all(&below).expect("the temporary folder can be written");
    for file in fs::read_dir(dist()).expect("the page was built").flatten() {
        fs::copy(file.path(), below.join(file.file_name())).expect("it can be copied");
    }
    let page = Page::blank(Site::of(&parent)).await;
    page.goto("/some/where/").await;
    page.gone("status", any()).await;
    page.find("heading", "KPL Lens").await;
    page.assert_quiet().await;
    fs::remove_dir_all(&parent).expect("it was ours");
}

#[tokio::test]
async fn it_asks_its_own_host_for_its_own_files_and_then_nobody_for_anything() {
    let page = Page::open("/").await;
    page.idle().await;
    let own = page.site.origin();
    let at_first = page.requests().await;
    assert!(at_first.iter().any(|address| address.ends_with(".wasm")), "{at_first:?}");
    assert!(at_first.iter().all(|address| address.starts_with(&own)), "{at_first:?}");

    page.resize(400, 600).await;
    page.prefer("prefers-color-scheme", "dark").await;
    page.paste("84mawgoEc29tZRoLCAAaB3BheWxvYWQ=").await;
    page.drop_files(&[("record.bin", b"\xf3\x89\x9a\xc2")]).await;
    page.idle().await;
    // The browser fetches these two on its own, at any time.
    let later = page.requests().await;
    let browsers = ["icon.svg", "manifest.webmanifest"].map(|file| format!("{own}/{file}"));
    assert!(later.iter().all(|address| browsers.contains(address)), "after the load: {later:?}");
    // The server hears of requests that DevTools may not show.
    let heard = page.site.requests();
    let is_file = |path: &String| path == "/" || dist().join(path.trim_start_matches('/')).is_file();
    assert!(heard.iter().all(is_file), "{heard:?}");
}

#[tokio::test]
async fn what_it_is_can_be_read_without_scripts() {
    let page = Page::blank(Site::built()).await;
    cdp(&page.client, "Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    page.goto("/").await;
    page.find("heading", "KPL Lens").await;
    page.find("StaticText", part("to the byte")).await;
    page.find("StaticText", part("WebAssembly. Please allow")).await;
}

#[tokio::test]
async fn a_browser_that_cannot_run_it_says_so() {
    let page = Page::blank(Site::built()).await;
    let without = json!({ "source": "delete globalThis.WebAssembly" });
    cdp(&page.client, "Page.addScriptToEvaluateOnNewDocument", without).await;
    page.goto("/").await;
    page.find("alert", any()).await;
    page.reads("could not start").await;
    page.reads("no WebAssembly").await;
}

#[tokio::test]
async fn a_page_whose_files_are_missing_says_so() {
    let folder = std::env::temp_dir().join(format!("kpl-lens-missing-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    for file in fs::read_dir(dist()).expect("the page was built").flatten() {
        if file.path().extension().is_none_or(|extension| extension != "wasm") {
            fs::copy(file.path(), folder.join(file.file_name())).expect("it can be copied");
        }
    }
    let page = Page::blank(Site::of(&folder)).await;
    page.goto("/").await;
    page.find("alert", any()).await;
    page.reads("could not start").await;
    fs::remove_dir_all(&folder).expect("it was ours");
}

/// Starts a worker as the page starts its own, and reports what becomes of a request from there.
const FROM_A_WORKER: &str = "const [address, done] = arguments;
    const script = `fetch(${JSON.stringify(address)}, { mode: 'no-cors' })
        .then(() => postMessage('it answered'), () => postMessage('refused'))`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    worker.onmessage = (event) => done(event.data);
    worker.onerror = (event) => done(String(event.message))";

#[tokio::test]
async fn a_worker_of_the_page_is_bound_by_its_policy() {
    let page = Page::opened().await;
    let elsewhere = Site::built();
    for (address, expected) in [(elsewhere.origin(), "refused"), (page.site.origin(), "it answered")] {
        let said = page.client.execute_async(FROM_A_WORKER, vec![json!(format!("{address}/icon.svg"))]).await;
        assert_eq!(said.expect("the script runs"), json!(expected), "{address}");
    }
    assert_eq!(elsewhere.requests(), Vec::<String>::new());
}
