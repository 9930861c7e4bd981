//! Takes a record apart that is given in hex, and prints its fields, its findings and its user records.
//!
//! `cargo run --example dissect -- f3899ac2…`

use kpl_format::{
    bytes::{Span, hex},
    dissect, outline,
};
use std::process::ExitCode;

fn main() -> ExitCode {
    let text: String = std::env::args().skip(1).collect();
    if text.is_empty() {
        eprintln!("Give the data of a Kinesis record in hex. The example `aggregate` prints some.");
        return ExitCode::FAILURE;
    }
    let read = hex::decode(text.as_bytes(), Span::new(0, text.len()));
    if read.bad_count > 0 || read.odd.is_some() {
        eprintln!("This is not all hex: {} characters are not digits.", read.bad_count);
    }
    let data = read.bytes;
    let anatomy = dissect(&data);
    // One line for each field, then one for each finding.
    println!("{}", outline(&data, &anatomy));
    for finding in &anatomy.findings {
        println!("{}", finding.code.help());
    }
    for user in &anatomy.user_records {
        let key = user.partition_key.and_then(|entry| anatomy.partition_keys.get(entry)?.text(&data));
        let payload = user.data.map(|span| span.of(&data)).unwrap_or_default();
        println!("user record {}: key {key:?}, payload {:?}", user.index, String::from_utf8_lossy(payload));
    }
    ExitCode::SUCCESS
}
