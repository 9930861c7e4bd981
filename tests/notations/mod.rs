//! Captures to judge the reader by: records from a seed, in any shape, as any program prints them, wherever people have
//! them. Nothing here knows how they are read.
#![allow(dead_code, reason = "each test is a crate of its own and uses a part")]

pub mod case;
pub mod judge;
pub mod notation;
pub mod print;
pub mod sample;
pub mod shape;
pub mod table;
pub mod tree;
pub mod wrap;

use super::support;
