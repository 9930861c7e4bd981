//! What only a browser can do: clipboard, downloads, the focus, the theme, sizes. Each in a file, each with a small face.

pub mod clipboard;
pub mod download;
pub mod focus;
pub mod input;
pub mod media;
pub mod size;
pub mod theme;
