//! The page for publishing: trunk's release build, and how big it came out.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::Result;
use crate::shell::{self, timed};

/// Builds `dist/`.
pub fn build() -> Result<()> {
    timed("building the page (release)", || {
        let mut trunk = shell::command("trunk");
        trunk.args(["build", "--release", "--offline", "--log", "warn"]);
        shell::run(&mut trunk, "The page did not build")
    })
}

/// One line a file, the largest first; brotli's size too where the program is here.
pub fn print_sizes() -> Result<()> {
    let dist = shell::root().join("dist");
    let mut files = Vec::new();
    collect(&dist, &mut files).map_err(|error| format!("dist/ cannot be read ({error})."))?;
    files.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let brotli = shell::find("brotli").is_some();
    println!("\n{:>10}  {:>10}  file", "bytes", if brotli { "brotli" } else { "" });
    let mut total = (0, 0);
    for (size, file) in &files {
        let compressed = if brotli { compressed_size(file) } else { None };
        total = (total.0 + size, total.1 + compressed.unwrap_or(*size));
        let name = file.strip_prefix(&dist).unwrap_or(file).display();
        println!("{size:>10}  {:>10}  {name}", compressed.map_or(String::new(), |size| size.to_string()));
    }
    let all = if brotli { total.1.to_string() } else { String::new() };
    println!("{:>10}  {all:>10}  in all", total.0);
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<(u64, std::path::PathBuf)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        if kind.is_dir() {
            collect(&entry.path(), into)?;
        } else {
            into.push((kind.len(), entry.path()));
        }
    }
    Ok(())
}

fn compressed_size(file: &Path) -> Option<u64> {
    let mut brotli = shell::command("brotli");
    let output = brotli.args(["--stdout", "--quality=11"]).arg(file).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout.len() as u64)
}
