//! Tests the harness on a page of its own, so that another test that fails is about KPL Lens and not about the
//! harness.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::roles::part;
use crate::site::Site;

const PAGE: &str = r#"<!doctype html><title>Harness</title><body>
<label for="box">Your words</label><textarea id="box"></textarea>
<button aria-label="Keep it" aria-pressed="false">K</button>
<section aria-labelledby="title"><h2 id="title">What came</h2><p id="out">nothing</p></section>
<input type="file" hidden><a href="data:text/plain,saved%20bytes" download="saved.txt">Save</a>
<button hidden>Never seen</button>
<script type="module" src="page.js"></script>"#;

const SCRIPT: &str = r#"
const say = (text) => document.getElementById("out").textContent = text;
const first = (files) => files[0].text().then((text) => say(`${files[0].name}: ${text}`));
const keep = document.querySelector("button");
keep.onclick = () => { keep.ariaPressed = "true"; navigator.clipboard.writeText("kept"); say("clicked"); };
keep.onmouseenter = () => say("hovered");
document.addEventListener("paste", (e) => {
    if (e.clipboardData.files.length) first(e.clipboardData.files); else say(e.clipboardData.getData("text/plain"));
});
document.addEventListener("drop", (e) => first(e.dataTransfer.files));
document.querySelector("input").onchange = (e) => first(e.target.files);
"#;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kpl-lens-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), PAGE).unwrap();
        fs::write(folder.join("page.js"), SCRIPT).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn it_acts_as_hands_do() {
    let folder = Folder::new("hands");
    let page = Page::blank(Site::of(&folder.0)).await;
    page.goto("/").await;

    page.hover("button", "Keep it").await;
    page.reads("hovered").await;
    page.click("button", "Keep it").await;
    page.reads("clicked").await;
    assert_eq!(page.node("button", "Keep it").await.state("pressed"), Some(&json!("true")));
    assert_eq!(page.clipboard().await, "kept");

    page.type_into("textbox", "Your words", "ab").await;
    page.press(&(Key::Left + "c")).await;
    let words = page.find("textbox", part("words")).await.prop("value").await.unwrap();
    assert_eq!(words.as_deref(), Some("acb"));

    page.paste("line one\nline two").await;
    page.reads("line one line two").await;
    page.paste_file("pasted.txt", b"file pasted").await;
    page.reads("pasted.txt: file pasted").await;
    page.drop_files(&[("dropped.txt", b"file dropped")]).await;
    page.reads("dropped.txt: file dropped").await;
    page.pick_file(&folder.0.join("page.js")).await;
    page.reads("page.js:").await;
    page.click("link", "Save").await;
    assert_eq!(page.downloaded("saved.txt").await, b"saved bytes");

    page.reload().await;
    page.reads("nothing").await;
}

#[tokio::test]
async fn it_sees_what_a_screen_reader_sees() {
    let folder = Folder::new("sees");
    let page = Page::blank(Site::of(&folder.0)).await;
    page.resize(360, 640).await;
    page.prefer("prefers-color-scheme", "dark").await;
    page.goto("/").await;

    page.find("region", "What came").await;
    assert_eq!(page.names("button").await, ["Keep it"], "hidden buttons are not there");
    assert_eq!(page.find_all("heading", "What came").await.len(), 1);
    page.gone("button", "Never seen").await;
    let seen = "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]";
    assert_eq!(page.script(seen, json!([])).await, json!([360, 640, true]));

    page.script("console.error('a word')", json!([])).await;
    assert!(page.console().await.iter().any(|line| line.contains("a word")));
    page.requests().await;
    page.script("fetch('/page.js?again')", json!([])).await;
    page.idle().await;
    assert_eq!(page.requests().await, [format!("{}/page.js?again", page.site.origin())]);
    let picture = fs::read(page.screenshot("harness").await).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
}

#[test]
fn a_failure_lists_what_there_was() {
    let folder = Folder::new("fails");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let failure = std::panic::catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let mut page = Page::blank(Site::of(&folder.0)).await;
            page.patience = std::time::Duration::ZERO;
            page.goto("/").await;
            page.find("button", "Not there").await;
        });
    }))
    .expect_err("there is no such button");
    let said = failure.downcast_ref::<String>().expect("a sentence");
    assert!(said.contains("a button named “Not there”") && said.contains("button “Keep it”"), "{said}");
}
