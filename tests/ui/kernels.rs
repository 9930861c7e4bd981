//! The fast kernels as they run in wasm. With simd128 that is other code than the native tests run.

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_format::bytes::{base64_fast::decode_strict, md5_lanes::md5_many};
use md5::{Digest, Md5};
use wasm_bindgen_test::wasm_bindgen_test;

fn some_bytes(len: usize) -> Vec<u8> {
    (0..len).map(|at| at.wrapping_mul(0x9e37_79b1).to_le_bytes()[2]).collect()
}

#[wasm_bindgen_test]
fn digests_are_those_of_md5() {
    let bytes = some_bytes(70_000);
    for count in 0..=40 {
        let messages: Vec<&[u8]> = (0..count).map(|at| &bytes[at..at + at * at * 40 + count]).collect();
        let expected: Vec<[u8; 16]> = messages.iter().map(|message| Md5::digest(message).into()).collect();
        assert_eq!(md5_many(&messages), expected, "{count} messages");
    }
}

#[wasm_bindgen_test]
fn text_is_read_as_base64_reads_it() {
    for len in [0, 1, 2, 3, 47, 48, 49, 50, 51, 52, 100, 200] {
        let text = STANDARD.encode(some_bytes(len)).into_bytes();
        for at in 0..text.len() {
            for byte in 0..=255 {
                let mut other = text.clone();
                other[at] = byte;
                let mut out = Vec::new();
                let read = decode_strict(&other, &mut out).then_some(out);
                assert_eq!(read, STANDARD.decode(&other).ok(), "{}", other.escape_ascii());
            }
        }
    }
}
