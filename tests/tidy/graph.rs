//! Which file knows which, and circles of files that know one another. A name that a module only passes on (`pub use`)
//! leads to the file that has it; a module and the files that it was parted into may know one another.

use super::{
    files::{File, code},
    uses::{self, Use},
};
use std::collections::{BTreeMap, BTreeSet};

/// A module: its file, its `use` declarations, and whatever path stands in its code.
struct Module {
    file: usize,
    uses: Vec<Use>,
    paths: Vec<Vec<String>>,
}

/// Circles of files, each as the arrows in it, a line each.
pub fn circles(files: &[File]) -> Vec<String> {
    let edges = edges(files);
    let mut circles = BTreeSet::new();
    for start in edges.keys() {
        let circle: Vec<usize> = reached(&edges, *start)
            .into_iter()
            .filter(|other| reached(&edges, *other).contains(start))
            .collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    let arrows = |circle: Vec<usize>| {
        let inside =
            |file: &usize| edges.get(file).into_iter().flatten().filter(|other| circle.contains(other));
        let arrow = |file: usize, other: usize| format!("  {} → {}", files[file].0, files[other].0);
        let arrows = circle.iter().flat_map(|file| inside(file).map(move |other| arrow(*file, *other)));
        arrows.collect::<Vec<_>>().join("\n")
    };
    circles.into_iter().map(arrows).collect()
}

fn reached(edges: &BTreeMap<usize, BTreeSet<usize>>, start: usize) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(file) = open.pop() {
        for next in edges.get(&file).into_iter().flatten() {
            if reached.insert(*next) {
                open.push(*next);
            }
        }
    }
    reached
}

fn edges(files: &[File]) -> BTreeMap<usize, BTreeSet<usize>> {
    let names: BTreeMap<Vec<String>, usize> =
        files.iter().enumerate().filter_map(|(at, (path, _))| Some((module(path)?, at))).collect();
    let modules: BTreeMap<&Vec<String>, Module> = names
        .iter()
        .map(|(name, file)| {
            let code = without_tests(&code(&files[*file].1));
            let children: Vec<String> = names
                .keys()
                .filter(|other| other.len() == name.len() + 1 && other.starts_with(name))
                .filter_map(|other| other.last().cloned())
                .collect();
            (name, Module { file: *file, uses: uses::of(&code), paths: uses::paths(&code, &children) })
        })
        .collect();
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (name, module) in &modules {
        let used = module.uses.iter().filter(|one| !one.is_public).map(|one| &one.path);
        for path in used.chain(&module.paths) {
            let target = resolve(&modules, name, path, 0);
            if let Some((_, file)) = target.filter(|(target, _)| !family(name, target)) {
                edges.entry(module.file).or_default().insert(file);
            }
        }
    }
    edges
}

/// Whether one is the other or stands above it: a module and what it was parted into are one thing.
fn family(one: &[String], other: &[String]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The module that a file of a crate is: the crate's folder, then its names.
fn module(path: &str) -> Option<Vec<String>> {
    let (folder, inside) = path.split_once("src/")?;
    let inside = inside.strip_suffix(".rs")?;
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    let names = inside.split('/').filter(|name| !["lib", "main", "mod"].contains(name));
    Some(std::iter::once(folder).chain(names).map(str::to_owned).collect())
}

/// The module in which the thing stands that a path leads to, and its file.
fn resolve(
    modules: &BTreeMap<&Vec<String>, Module>,
    from: &[String],
    path: &[String],
    depth: usize,
) -> Option<(Vec<String>, usize)> {
    let mut at = from.to_vec();
    let mut rest = path;
    while let [first, after @ ..] = rest {
        match first.as_str() {
            "crate" => at.truncate(1),
            "self" => {}
            "super" => drop(at.pop()),
            name => {
                let child = [at.as_slice(), &[name.to_owned()]].concat();
                if !modules.contains_key(&child) {
                    break;
                }
                at = child;
            }
        }
        rest = after;
    }
    let found = modules.get(&at)?;
    let Some(name) = rest.first().filter(|_| at != from || rest.len() < path.len()) else {
        return (at != from).then_some((at, found.file));
    };
    let passed_on = found.uses.iter().find(|one| one.name == *name).filter(|_| depth < 8);
    let Some(passed_on) = passed_on else { return Some((at, found.file)) };
    let path = [passed_on.path.as_slice(), &rest[1..]].concat();
    resolve(modules, &at, &path, depth + 1).or(Some((at, found.file)))
}

/// The code up to the tests at the end of a file.
fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

#[test]
fn circles_are_found_through_what_is_passed_on() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let lib = file("crates/x/src/lib.rs", "mod a;\nmod b;\npub use a::A;\nuse b::B;\nstruct L;");
    let a = |text: &str| file("crates/x/src/a.rs", text);
    let b = file("crates/x/src/b.rs", "use super::A;\npub struct B;");
    assert_eq!(circles(&[lib.clone(), a("pub struct A;"), b.clone()]), Vec::<String>::new());
    let circle = circles(&[lib, a("pub struct A(crate::b::B);"), b]);
    let arrows = "  crates/x/src/a.rs → crates/x/src/b.rs\n  crates/x/src/b.rs → crates/x/src/a.rs";
    assert_eq!(circle, [arrows]);
}
