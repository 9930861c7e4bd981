//! Printers of the tests' own, one a notation: they know nothing of the reader that they judge.

pub mod calendar;
pub mod cbor;
pub mod cli;
pub mod code;
pub mod elixir;
pub mod go;
pub mod java;
pub mod javascript;
pub mod json;
pub mod node;
pub mod php;
pub mod pprint;
pub mod python;
pub mod ruby;
pub mod rust;
pub mod spew;
pub mod tables;
pub mod text;
pub mod yaml;
