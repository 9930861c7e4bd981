//! What the tests share: hex, the corpora, the laws, the generator.
#![allow(dead_code, reason = "each test is a crate of its own and uses a part")]

pub mod generate;
pub mod laws;
pub mod odd;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A frame, and the name by which it can be found.
pub struct Named {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads hex. It skips white space, and what follows a `#` on its line.
pub fn unhex(text: &str) -> Vec<u8> {
    let code = |line: &str| line.split('#').next().unwrap_or_default().to_owned();
    let digits: Vec<u8> = text
        .lines()
        .flat_map(|line| code(line).into_bytes())
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// The folder of our own corpus.
pub fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// A corpus that others captured or published: `KPL_LENS_CORPUS` names its folder, or it lies in a folder beside the
/// repository. It is not ours to copy, so it may be absent, and then the tests do without it.
pub fn published() -> Option<PathBuf> {
    let is_one = |folder: &PathBuf| folder.join("real/index.json").is_file();
    if let Some(named) = std::env::var_os("KPL_LENS_CORPUS") {
        return Some(PathBuf::from(named)).filter(is_one);
    }
    let beside = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent()?).ok()?;
    beside.flatten().map(|folder| folder.path().join("corpus")).find(is_one)
}

/// The names of the files in `tests/corpus/frames`, without `.hex`.
pub fn frame_names() -> Vec<String> {
    let files = fs::read_dir(corpus().join("frames")).unwrap();
    let name = |path: PathBuf| {
        let hex = path.extension().is_some_and(|extension| extension == "hex");
        hex.then(|| path.file_stem().unwrap().to_str().unwrap().to_owned())
    };
    let mut names: Vec<String> = files.filter_map(|file| name(file.unwrap().path())).collect();
    names.sort();
    names
}

/// The bytes of a file in `tests/corpus/frames`.
pub fn read_frame(name: &str) -> Vec<u8> {
    unhex(&fs::read_to_string(corpus().join("frames").join(format!("{name}.hex"))).unwrap())
}

/// Every capture of the corpus, with its name.
pub fn captures() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(corpus().join("captures")).unwrap();
    let paths = files
        .map(|file| file.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".golden.txt"));
    let mut all: Vec<_> = paths
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

/// The frames of `consumers.json`, with what real libraries did with them.
pub fn consumers() -> Vec<serde_json::Value> {
    let text = fs::read_to_string(corpus().join("consumers.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["cases"].as_array().unwrap().clone()
}

/// The aggregates of the published corpus: name, bytes and what they decode to. Empty where there is none.
pub fn real() -> Vec<(Named, serde_json::Value)> {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    let Some(folder) = published().map(|folder| folder.join("real")) else { return Vec::new() };
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    let index: Vec<serde_json::Value> = serde_json::from_str(&index).unwrap();
    let read = |entry: serde_json::Value| {
        let name = entry["file"].as_str().unwrap().to_owned();
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let bytes = match entry["format"].as_str().unwrap() {
            "hex" => unhex(&text),
            _ => STANDARD_NO_PAD.decode(text.trim().trim_end_matches('=')).unwrap(),
        };
        (Named { name, bytes }, entry["expected"].clone())
    };
    index.into_iter().map(read).collect()
}

/// Every frame of every corpus that is there.
pub fn all_frames() -> Vec<Named> {
    let ours = frame_names().into_iter().map(|name| Named { bytes: read_frame(&name), name });
    let consumers = consumers().into_iter().map(|case| Named {
        name: case["case"].as_str().unwrap().to_owned(),
        bytes: unhex(case["hex"].as_str().unwrap()),
    });
    ours.chain(consumers).chain(real().into_iter().map(|(named, _)| named)).collect()
}

/// Whether no protobuf reader gets past this fault.
pub const fn stops_every_reader(code: &kpl_format::kpl::Code) -> bool {
    use kpl_format::kpl::Code;
    matches!(
        code,
        Code::VarintCutShort { .. }
            | Code::VarintTooLong
            | Code::FieldNumberZero
            | Code::ReservedWireType { .. }
            | Code::UnmatchedEndGroup { .. }
            | Code::UnclosedGroup { .. }
            | Code::TooDeep
            | Code::LengthPastEnd { .. }
    )
}

/// Whether the file holds this text. With `BLESS=1` the text is written first.
pub fn golden(path: &Path, text: &str) -> bool {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    let stored = fs::read_to_string(path).unwrap_or_default();
    if stored != text {
        println!("--- {} has\n{stored}--- and now it is\n{text}", path.display());
    }
    stored == text
}
