//! What only a browser can do: clipboard, downloads, files, the focus, the address, the theme, sizes. Each has a file
//! with a small interface.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod file;
pub mod focus;
pub mod held;
pub mod input;
pub mod kept;
pub mod location;
pub mod media;
pub mod size;
pub mod theme;
pub mod turns;
