//! Writes bytes as a literal of a programming language or as text, so that they can be pasted into a test or a
//! ticket.

use kpl_format::bytes::{base64, hex};

/// A way to write bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum LiteralForm {
    /// Standard base64 with padding.
    Base64,
    /// Lower-case hex digits without spaces.
    Hex,
    /// Text, with U+FFFD for what is not UTF-8.
    Text,
    /// A `&[u8]` of Rust.
    Rust,
    /// A `[]byte` of Go.
    Go,
    /// A `byte[]` of Java. Bytes from 0x80 on are negative there, so they need a cast.
    Java,
    /// A `bytes` of Python.
    Python,
    /// A `Uint8Array` of TypeScript.
    TypeScript,
}

impl LiteralForm {
    /// All forms, in the order of the menu that offers them.
    pub const ALL: [Self; 8] = [
        Self::Base64,
        Self::Hex,
        Self::Text,
        Self::Rust,
        Self::Go,
        Self::Java,
        Self::Python,
        Self::TypeScript,
    ];

    /// Writes `bytes` in this form.
    #[must_use]
    pub fn write(self, bytes: &[u8]) -> String {
        match self {
            Self::Base64 => base64::encode(bytes),
            Self::Hex => hex::encode(bytes),
            Self::Text => String::from_utf8_lossy(bytes).into_owned(),
            Self::Rust => list("&[", bytes, "]", |byte| format!("0x{byte:02x}")),
            Self::Go => list("[]byte{", bytes, "}", |byte| format!("0x{byte:02x}")),
            Self::Java => list("new byte[] {", bytes, "}", |byte| {
                if byte < 0x80 { format!("0x{byte:02x}") } else { format!("(byte) 0x{byte:02x}") }
            }),
            Self::Python => format!("bytes.fromhex(\"{}\")", hex::encode(bytes)),
            Self::TypeScript => list("new Uint8Array([", bytes, "])", |byte| format!("0x{byte:02x}")),
        }
    }
}

fn list(open: &str, bytes: &[u8], close: &str, item: impl Fn(u8) -> String) -> String {
    let items: Vec<String> = bytes.iter().map(|&byte| item(byte)).collect();
    format!("{open}{}{close}", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_same_bytes() {
        let forms: Vec<String> =
            LiteralForm::ALL.iter().map(|form| form.write(&[0x41, 0xf3, 0x22])).collect();
        assert_eq!(
            forms,
            [
                "QfMi",
                "41f322",
                "A\u{fffd}\"",
                "&[0x41, 0xf3, 0x22]",
                "[]byte{0x41, 0xf3, 0x22}",
                "new byte[] {0x41, (byte) 0xf3, 0x22}",
                "bytes.fromhex(\"41f322\")",
                "new Uint8Array([0x41, 0xf3, 0x22])",
            ]
        );
    }
}
