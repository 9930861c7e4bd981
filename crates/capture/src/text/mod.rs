//! What texts are wrapped in: escapes, compression, several files as one. It knows nothing of Kinesis.

pub mod escapes;
pub mod invisible;
pub mod joint;
pub mod legible;
pub mod unpack;
