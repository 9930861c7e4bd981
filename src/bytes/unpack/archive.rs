//! The files of a ZIP archive, as one text or one row of bytes.

use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// What macOS puts beside each file, and what stands for a folder.
fn holds_nothing(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") || name.ends_with('/')
}

/// Adds the files to `out` in their order, up to `limit` bytes in all. Between two texts there is a line break.
///
/// # Errors
///
/// Where the archive or a file in it is cut, damaged, encrypted or packed otherwise than by Deflate; what could be
/// unpacked before is there.
pub(super) fn zip(bytes: &[u8], limit: u64, out: &mut Vec<u8>) -> io::Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let is_text = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_graphic());
    let mut broken = None;
    for index in 0..archive.len() {
        let mut file = match archive.by_index(index) {
            Ok(file) if holds_nothing(file.name()) => continue,
            Ok(file) => file,
            Err(error) => {
                broken = Some(error.into());
                continue;
            }
        };
        let room = limit.saturating_sub(u64::try_from(out.len()).unwrap_or(u64::MAX));
        let mut inside = Vec::new();
        if let Err(error) = file.by_ref().take(room).read_to_end(&mut inside) {
            broken = Some(error);
        }
        if is_text(out.last()) && is_text(inside.first()) {
            out.push(b'\n');
        }
        out.append(&mut inside);
    }
    broken.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use crate::bytes::unpack::{Packed, unpack};
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
                if let Some(found) = unpack(&damaged, 1000).filter(|found| !found.broken) {
                    // The file's name, its time and what readers do not look at may be anything.
                    assert!(good.starts_with(&found.bytes) || good.ends_with(&found.bytes), "{at}");
                }
            }
        }
    }
}
