//! What is read: a file, or standard input where the name is `-`.

use std::{
    ffi::OsStr,
    fs,
    io::{self, Read},
    path::Path,
};

/// The bytes of a file or of standard input.
///
/// # Errors
///
/// A sentence that names the file and says what went wrong.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == OsStr::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().read_to_end(&mut bytes);
        return read.map(|_| bytes).map_err(|error| format!("Standard input cannot be read: {error}."));
    }
    fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}
