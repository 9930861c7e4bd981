//! Prints the values that stand in a file, to see what a notation is read as.

use kpl_capture::value::{Kind, Tree, find};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read(path).unwrap_or_default();
    let tree = find(&text);
    show(&text, &tree, tree.roots().map(|(index, _)| index).collect(), 0);
}

fn show(text: &[u8], tree: &Tree, nodes: Vec<u32>, depth: usize) {
    for node in nodes {
        let Some(at) = tree.get(node) else { continue };
        let key = at.key.map(|key| String::from_utf8_lossy(key.of(text)).into_owned());
        let (bytes, _) = tree.text(text, node);
        let shown: String = String::from_utf8_lossy(&bytes).chars().take(60).collect();
        let leaf = !matches!(at.kind, Kind::List | Kind::Map | Kind::Tagged { .. });
        let what = if leaf { format!("{} {shown:?}", bytes.len()) } else { String::new() };
        let mut kind = format!("{:?}", at.kind);
        if let Kind::Tagged { name } = at.kind {
            kind = format!("Tagged {}", String::from_utf8_lossy(name.of(text)));
        }
        let cut = if at.whole { "" } else { " CUT" };
        println!("{}{} {kind}{cut} {what}", "  ".repeat(depth), key.unwrap_or_default());
        show(text, tree, tree.children(node).map(|(index, _)| index).collect(), depth + 1);
    }
}
