//! Who holds the bytes of a capture: memory, a file, or a file of the browser. A record that is opened is read from
//! there again.

use std::rc::Rc;

/// Gives out bytes of a capture.
pub trait Holder: std::fmt::Debug {
    fn len(&self) -> u64;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The `len` bytes from `offset` on.
    ///
    /// # Errors
    /// A sentence where they cannot be read, or where there are fewer bytes.
    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String>;

    /// Some bytes from `offset` on: at most `most`, and at least one if there is one. A holder gives what it has at
    /// hand.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn some(&self, offset: u64, most: usize) -> Result<Box<dyn Chunk>, String> {
        Ok(Box::new(self.read(offset, most)?))
    }
}

/// Bytes that are still to be copied to where they are needed. They may lie outside the memory of this program, as in
/// a browser.
pub trait Chunk {
    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies the bytes to `into`, which must have the same length.
    fn copy_to(&self, into: &mut [u8]);

    fn to_vec(&self) -> Vec<u8> {
        let mut bytes = vec![0; self.len()];
        self.copy_to(&mut bytes);
        bytes
    }
}

impl Chunk for &[u8] {
    fn len(&self) -> usize {
        <[u8]>::len(self)
    }

    fn copy_to(&self, into: &mut [u8]) {
        let len = into.len().min(<[u8]>::len(self));
        if let (Some(into), Some(from)) = (into.get_mut(..len), self.get(..len)) {
            into.copy_from_slice(from);
        }
    }
}

impl Chunk for Vec<u8> {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn copy_to(&self, into: &mut [u8]) {
        self.as_slice().copy_to(into);
    }
}

#[derive(Clone, Debug)]
pub struct Held(pub Rc<[u8]>);

impl Holder for Held {
    fn len(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
        let start = usize::try_from(offset).ok();
        let bytes = start.and_then(|start| self.0.get(start..start.checked_add(len)?));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| too_short(self.len(), offset, len))
    }
}

/// The sentence for a capture that has become shorter since it was read.
pub(super) fn too_short(size: u64, offset: u64, len: usize) -> String {
    format!("The capture has {size} bytes; {len} bytes at {offset} are not there. Open it again.")
}

#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct InFile {
    file: std::cell::RefCell<std::fs::File>,
    len: u64,
}

#[cfg(not(target_arch = "wasm32"))]
impl InFile {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// Why the file cannot be opened.
    pub fn open(path: &std::path::Path) -> std::io::Result<Self> {
        let file = std::fs::File::open(path)?;
        let len = file.metadata()?.len();
        Ok(Self { file: std::cell::RefCell::new(file), len })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Holder for InFile {
    fn len(&self) -> u64 {
        self.len
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, String> {
        use std::io::{Read, Seek, SeekFrom};
        // The length may be wrong, so it is checked before memory is asked for.
        let end = u64::try_from(len).ok().and_then(|len| offset.checked_add(len));
        if end.is_none_or(|end| end > self.len) {
            return Err(too_short(self.len, offset, len));
        }
        let mut file = self.file.borrow_mut();
        let mut bytes = vec![0; len];
        file.seek(SeekFrom::Start(offset))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(|error| format!("The file cannot be read at {offset}: {error}."))?;
        Ok(bytes)
    }
}
