//! Texts that were made of texts: escapes, compression, and where each byte came from. Knows nothing of Kinesis.

pub mod escapes;
pub mod invisible;
pub mod joint;
pub mod legible;
pub mod unpack;
