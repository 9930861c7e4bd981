//! `weigh FOLDER`: the size of each file, as it is, with gzip and with brotli, and whether all of it keeps to the budget.
//! Called by `cargo xtask build` and `cargo xtask test`.

use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The most that all files together may weigh, in bytes: as they are, with gzip -9, with brotli -11. Whoever adds weight
/// says in the commit what it is worth; whoever takes weight off lowers these.
const BUDGET: Sizes = Sizes { raw: 3_200_000, gzip: 1_200_000, brotli: 955_000 };

/// Bytes of a file, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(bytes: &[u8]) -> io::Result<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    }

    const fn and(self, other: Self) -> Self {
        Self {
            raw: self.raw.saturating_add(other.raw),
            gzip: self.gzip.saturating_add(other.gzip),
            brotli: self.brotli.saturating_add(other.brotli),
        }
    }

    /// What is over a budget: the name of the form, the size and the most that it may be.
    fn over(self, budget: Self) -> Vec<(&'static str, usize, usize)> {
        let each = [
            ("raw", self.raw, budget.raw),
            ("gzip", self.gzip, budget.gzip),
            ("brotli", self.brotli, budget.brotli),
        ];
        each.into_iter().filter(|(_, size, most)| size > most).collect()
    }
}

fn gzip(bytes: &[u8]) -> io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().map(|packed| packed.len())
}

fn brotli(bytes: &[u8]) -> io::Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut packed, &parameters)?;
    Ok(packed.len())
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("Say which folder to weigh: weigh FOLDER");
        return ExitCode::from(2);
    };
    match weigh(Path::new(&folder)) {
        Ok(over) if over.is_empty() => ExitCode::SUCCESS,
        Ok(over) => {
            for (form, size, most) in over {
                eprintln!(
                    "✗ {size} bytes ({form}) are over the budget of {most} in crates/weigh/src/main.rs."
                );
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{} cannot be weighed: {error}.", Path::new(&folder).display());
            ExitCode::from(2)
        }
    }
}

/// Prints the table, the largest file first; gives what is over the budget.
fn weigh(folder: &Path) -> io::Result<Vec<(&'static str, usize, usize)>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut rows = Vec::new();
    for path in files {
        let sizes = Sizes::of(&fs::read(&path)?)?;
        rows.push((sizes, path.strip_prefix(folder).unwrap_or(&path).display().to_string()));
    }
    rows.sort_by_key(|(sizes, _)| std::cmp::Reverse(sizes.raw));
    let all = rows.iter().fold(Sizes::default(), |all, (sizes, _)| all.and(*sizes));
    println!("{:>10}  {:>10}  {:>10}  file", "raw", "gzip", "brotli");
    for (sizes, name) in rows.iter().chain([&(all, "in all".to_owned())]) {
        println!("{:>10}  {:>10}  {:>10}  {name}", sizes.raw, sizes.gzip, sizes.brotli);
    }
    Ok(all.over(BUDGET))
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), into)?;
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_budget_is_named() {
        let budget = Sizes { raw: 10, gzip: 10, brotli: 10 };
        assert_eq!(budget.over(budget), []);
        let over = Sizes { raw: 11, gzip: 10, brotli: 12 }.over(budget);
        assert_eq!(over, [("raw", 11, 10), ("brotli", 12, 10)]);
    }

    #[test]
    fn both_ways_of_packing_make_repetition_small() {
        let sizes = Sizes::of(&[b'a'; 10_000]).unwrap();
        assert!(sizes.gzip < 100 && sizes.brotli < 100, "{sizes:?}");
    }
}
