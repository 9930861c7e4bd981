//! Reads the files of a ZIP archive as one text, or as one sequence of bytes.

use crate::text::joint::takes_line_break;
use std::io::{self, Cursor, Read};
use zip::{
    ZipArchive,
    read::{ZipFile, read_zipfile_from_stream},
};

/// Whether an entry holds nothing: it is a folder, or one of the files that macOS adds beside each file.
fn holds_nothing(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") || name.ends_with('/')
}

/// Where the files are appended.
struct Out<'a> {
    bytes: &'a mut Vec<u8>,
    limit: u64,
    broken: Option<io::Error>,
}

impl Out<'_> {
    fn add(&mut self, file: &mut ZipFile<'_, impl Read>) {
        if file.name().is_ok_and(|name| holds_nothing(&name)) {
            return;
        }
        let room = self.limit.saturating_sub(u64::try_from(self.bytes.len()).unwrap_or(u64::MAX));
        let mut inside = Vec::new();
        if let Err(error) = file.take(room).read_to_end(&mut inside) {
            self.broken = Some(error);
        }
        if takes_line_break(self.bytes.last().copied(), inside.first().copied()) {
            self.bytes.push(b'\n');
        }
        self.bytes.append(&mut inside);
    }
}

/// Appends the files to `out` in their order, up to `limit` bytes in all. Between two texts it puts a line break.
///
/// # Errors
///
/// Where the archive or a file in it is cut, damaged, encrypted, or packed by another method than Deflate. What could
/// be unpacked before that is in `out`.
pub(super) fn zip(bytes: &[u8], limit: u64, out: &mut Vec<u8>) -> io::Result<()> {
    let mut out = Out { bytes: out, limit, broken: None };
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => {
            for index in 0..archive.len() {
                match archive.by_index(index) {
                    Ok(mut file) => out.add(&mut file),
                    Err(error) => out.broken = Some(error.into()),
                }
            }
        }
        // The directory stands at the end. Without it the files are read in the order in which they come.
        Err(error) => {
            let mut rest = bytes;
            while let Ok(Some(mut file)) = read_zipfile_from_stream(&mut rest) {
                out.add(&mut file);
            }
            out.broken = Some(error.into());
        }
    }
    out.broken.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use crate::text::unpack::{Packed, unpack};
    use std::io::{Cursor, Write};
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (name, bytes)) in files.iter().enumerate() {
            let method = [CompressionMethod::Deflated, CompressionMethod::Stored][index % 2];
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_follow_one_another() {
        let files: [(&str, &[u8]); 6] = [
            ("a/", b""),
            ("a/1.json", b"{}"),
            ("__MACOSX/a/._1.json", b"\0\x05"),
            ("a/2.json", b"[1]\n"),
            ("a/3.bin", b"\xf3\x89"),
            ("a/4.bin", b"\xf3\x9a"),
        ];
        let found = unpack(&archive(&files), 1000).unwrap();
        assert_eq!((found.packed, found.stopped, found.broken), (Packed::Zip, false, false));
        assert_eq!(found.bytes, b"{}\n[1]\n\xf3\x89\xf3\x9a");
        let some = unpack(&archive(&files), 4).unwrap();
        assert_eq!((some.bytes.as_slice(), some.stopped), (b"{}\n[".as_slice(), true));
    }

    #[test]
    fn a_damaged_archive_is_said_and_gives_what_is_whole() {
        let bytes = archive(&[("1", &b"abc".repeat(40)), ("2", &b"def".repeat(40))]);
        let good = unpack(&bytes, 1000).unwrap().bytes;
        for at in 0..bytes.len() {
            for value in [0, 0xff, bytes[at] ^ 1] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let cut = unpack(&damaged[..at], 1000);
                assert!(cut.is_none_or(|cut| cut.broken && good.starts_with(&cut.bytes)), "cut at {at}");
                if let Some(found) = unpack(&damaged, 1000).filter(|found| !found.broken) {
                    // Readers do not check the file's name, its time and some other fields, so these may be anything.
                    assert!(good.starts_with(&found.bytes) || good.ends_with(&found.bytes), "{at}");
                }
            }
        }
    }
}
