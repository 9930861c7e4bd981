//! All sentences about damage and wrong digests: what happened, how it shows, and what to do.

mod made;

use super::{Appended, Charset, Cut, Damage, Diagnosis, DigestFault, Printer, Recoverable};

const KEEP_BYTES: &str = "Keep the data as bytes from end to end, or take it as base64";

impl Diagnosis {
    /// Says in one sentence what was done to the data.
    #[must_use]
    pub fn message(&self) -> String {
        match self.damage {
            Damage::ReplacementCharacters => {
                "The data was decoded as UTF-8: every byte that is no text became U+FFFD, and is lost.".to_owned()
            }
            Damage::QuestionMarks => {
                "The data was written in a character set that does not have its bytes: each of those became a question \
                 mark, and is lost."
                    .to_owned()
            }
            Damage::TopBitStripped => match self.recoverable {
                Recoverable::Repair => {
                    "The top bit of every byte was cleared; lengths and MD5 could be worked out again.".to_owned()
                }
                Recoverable::No => "The top bit of every byte was cleared, and is lost.".to_owned(),
            },
            Damage::Transcoded(charset) => {
                format!("The bytes were read as {} characters, and these were written as UTF-8.", charset.name())
            }
            Damage::StrictWindows1252 { lost } => format!(
                "The bytes were read as Windows-1252 characters, and these were written as UTF-8; {} no character there \
                 and became U+FFFD.",
                count(lost, "byte has", "bytes have")
            ),
            Damage::Base64 => "The data is base64 as text: it was encoded once more than it was decoded.".to_owned(),
            Damage::Hex => "The data is hex as text.".to_owned(),
            Damage::Printed(Printer::Python) => "The data is bytes as Python prints them.".to_owned(),
            Damage::Printed(Printer::Java) => "The data is bytes as Java prints them.".to_owned(),
            Damage::Printed(Printer::Node) => "The data is a Buffer as Node prints it.".to_owned(),
            Damage::JsonString => "The data is a string of JSON whose characters were bytes.".to_owned(),
            Damage::Prepended { bytes } => {
                format!("Something stands before the aggregate: {}.", count(bytes, "byte", "bytes"))
            }
            Damage::MagicMissing => "The magic is missing; message and MD5 are there.".to_owned(),
            Damage::MessageAlone => {
                "Magic and MD5 are missing: this is the message of an aggregate alone.".to_owned()
            }
            Damage::Packed(packed) => format!("The aggregate is compressed as a whole, with {}.", packed.name()),
            Damage::LineFeedsToCrLf => {
                "Each line feed, 0a, became 0d 0a: the record went through something that converts line ends.".to_owned()
            }
            Damage::CrLfToLineFeeds { lost } => format!(
                "{} 0d 0a became 0a: the record went through something that converts line ends.",
                if lost == 1 { "One".to_owned() } else { lost.to_string() }
            ),
            Damage::LineBreakAppended { bytes } => {
                format!("Line breaks were appended to the record: {}.", count(bytes, "byte", "bytes"))
            }
            Damage::VariantMagic { first: 0xf4 } => {
                "This is an aggregate in ex_kpl's deflated form: message and MD5 stand in a zlib stream.".to_owned()
            }
            Damage::VariantMagic { first: 0x01 } => {
                "This is an aggregate in erlmld's deflated form: message and MD5 stand in a zlib stream.".to_owned()
            }
            Damage::VariantMagic { .. } => {
                "This is an aggregate of erlmld, or of an older ex_kpl: all but the first byte is as the KPL has it."
                    .to_owned()
            }
            Damage::RunTogether { pieces } => {
                format!("{pieces} pieces stand in this one record, aggregates one after another.")
            }
            Damage::NoData(_) => "This is the name of an object, not what was in it: there is no data here.".to_owned(),
        }
    }

    /// Says in one sentence how the damage shows.
    #[must_use]
    pub fn evidence(&self) -> String {
        let begins =
            |bytes: usize| format!("It begins with {}", hex(self.head.get(..bytes).unwrap_or(&self.head)));
        match self.damage {
            Damage::ReplacementCharacters => {
                format!(
                    "{}: ef bf bd is U+FFFD, and it stands where the magic f3 89 9a c2 should.",
                    begins(7)
                )
            }
            Damage::QuestionMarks => {
                format!("{}: question marks where the magic should stand, and then a key table.", begins(6))
            }
            Damage::TopBitStripped => {
                format!(
                    "{}: that is the magic f3 89 9a c2 without its top bits, and no byte here has one.",
                    begins(5)
                )
            }
            Damage::Transcoded(_) | Damage::StrictWindows1252 { .. } => {
                format!("{}: read back, the magic.", begins(magic_len(self.damage)))
            }
            Damage::Prepended { bytes } => format!("{}, and then the magic.", begins(bytes.min(8))),
            Damage::MagicMissing => "With f3 89 9a c2 put before it, the MD5 holds.".to_owned(),
            Damage::MessageAlone => {
                "All its fields are those of an aggregate, each is whole, and every index points to a key."
                    .to_owned()
            }
            Damage::Base64 | Damage::Hex | Damage::Printed(_) | Damage::JsonString => {
                format!(
                    "It begins with “{}”, and what it stands for begins as an aggregate does.",
                    text(self.head.get(..24).unwrap_or(&self.head))
                )
            }
            Damage::Packed(_) => format!("{}, and what is in it begins as an aggregate does.", begins(4)),
            Damage::LineFeedsToCrLf => "With each 0d 0a made 0a again, the MD5 holds.".to_owned(),
            Damage::CrLfToLineFeeds { .. } => "With 0d put back, the MD5 holds.".to_owned(),
            Damage::LineBreakAppended { .. } => "Without them the MD5 holds.".to_owned(),
            Damage::VariantMagic { .. } => format!("{} instead of f3 89 9a c2.", begins(4)),
            Damage::RunTogether { .. } => "The magic turns up again behind an MD5 that holds.".to_owned(),
            Damage::NoData(_) => format!("All there is: “{}”.", text(&self.head)),
        }
    }

    /// Says what to do: how to capture the record again, or what to fix.
    #[must_use]
    pub fn help(&self) -> String {
        match self.damage {
            Damage::ReplacementCharacters | Damage::QuestionMarks => format!(
                "It cannot be undone. {KEEP_BYTES} (aws kinesis get-records prints it; in Node, buffer.toString('base64'), \
                 never 'utf8'), and capture the record again while the stream still has it."
            ),
            Damage::TopBitStripped if self.recoverable == Recoverable::Repair => {
                "Node's toString('ascii') does this. Use 'base64'; keys or payloads with other than ASCII would have been \
                 lost."
                    .to_owned()
            }
            Damage::TopBitStripped => {
                "It cannot be undone. Node's toString('ascii') does this: use 'base64', and capture the record again."
                    .to_owned()
            }
            Damage::Transcoded(Charset::Latin1) => {
                format!("{KEEP_BYTES}: Node's 'latin1' or 'binary' and Python's latin-1 make a text of bytes.")
            }
            Damage::Transcoded(Charset::Ibm437 | Charset::Ibm850) => {
                "PowerShell decodes what a program prints, and > writes that anew; let the program write the file itself, \
                 or capture base64."
                    .to_owned()
            }
            Damage::Transcoded(_) | Damage::StrictWindows1252 { .. } => {
                format!("{KEEP_BYTES}; nothing on the way may take it for a text.")
            }
            Damage::Base64 => {
                "If this was captured so, awscli 1 or --cli-binary-format raw-in-base64-out was given base64 text; with \
                 fileb:// and the raw bytes no version encodes twice."
                    .to_owned()
            }
            Damage::Prepended { .. } => {
                "The KCL hands the whole record over as a plain one. Look for a header or byte order mark that a serializer \
                 wrote, and have it write none."
                    .to_owned()
            }
            Damage::MagicMissing => {
                "The KCL hands the whole record over as a plain one. Have the four bytes written, or capture all of it."
                    .to_owned()
            }
            Damage::MessageAlone => {
                "The error logs of the KCL and of awslabs' modules print it so. Repair puts the magic before it, and \
                 an MD5 computed anew after it."
                    .to_owned()
            }
            Damage::Hex | Damage::Printed(_) | Damage::JsonString => {
                "Whoever wrote the record turned its bytes into a text first; have it write the bytes.".to_owned()
            }
            Damage::Packed(_) => {
                "No consumer unpacks it: the KCL hands it over whole. Compress the user records, not the aggregate."
                    .to_owned()
            }
            Damage::LineFeedsToCrLf | Damage::CrLfToLineFeeds { .. } => {
                "Open files as binary, transfer them as binary, and mark them as binary in .gitattributes.".to_owned()
            }
            Damage::LineBreakAppended { .. } => {
                "The KCL hands the whole record over as a plain one. Look for echo without -n, or println, where it was \
                 written."
                    .to_owned()
            }
            Damage::VariantMagic { .. } => {
                "Only its own consumer reads it; the KCL hands it over whole, as a plain record.".to_owned()
            }
            Damage::RunTogether { .. } => {
                "The KCL hands all of it over as one plain record. Put each aggregate as a record of its own.".to_owned()
            }
            Damage::NoData(Printer::Java) => {
                "Read the buffer (bytes = new byte[buffer.remaining()]; buffer.get(bytes)) instead of its toString(), and \
                 capture the record again."
                    .to_owned()
            }
            Damage::NoData(_) => {
                "Write the bytes, or their base64, instead of the object, and capture the record again.".to_owned()
            }
        }
    }
}

/// What the damage made of the bytes of the magic.
const fn magic_len(damage: Damage) -> usize {
    match damage {
        Damage::Transcoded(Charset::Latin1) => 8,
        Damage::Transcoded(Charset::Ibm437) => 10,
        _ => 9,
    }
}

impl DigestFault {
    /// Says in one sentence why the MD5 is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Appended { bytes, what } => {
                let what = match what {
                    Appended::LineBreaks => "line breaks",
                    Appended::Zeros => "zeros",
                    Appended::Aggregate => "another aggregate",
                    Appended::Other => "something else",
                };
                format!(
                    "The record is whole, and then {what} follow{}: {}.",
                    if what.ends_with("ks") || what == "zeros" { "" } else { "s" },
                    count(*bytes, "byte", "bytes")
                )
            }
            Self::TailCut(cut) => cut.message(),
            Self::DigestCut { had } => {
                format!(
                    "The end was cut off, within the MD5: {had} of its 16 bytes are there, and they are right."
                )
            }
            Self::Missing => "The message is whole, and no MD5 was written behind it.".to_owned(),
            Self::Zeros => "Sixteen zeros stand where the MD5 should.".to_owned(),
            Self::OverMagicAndMessage => {
                "The MD5 is that of magic and message together; it has to be of the message alone.".to_owned()
            }
            Self::InHex => "The MD5 is right, but written as 32 hex digits instead of 16 bytes.".to_owned(),
            Self::InBase64 => "The MD5 is right, but written in base64 instead of as 16 bytes.".to_owned(),
            Self::Reversed => "The MD5 is right, but its bytes stand the other way round.".to_owned(),
            Self::WordsReversed => {
                "The MD5 is right, but the four bytes of each of its words stand the other way round."
                    .to_owned()
            }
            Self::OverPart { part } if part.len == 0 => {
                "The MD5 is that of no bytes at all: it was taken before anything was added.".to_owned()
            }
            Self::OverPart { part } => format!(
                "The MD5 is that of a part of the message only: bytes {} to {}.",
                part.offset,
                part.end().saturating_sub(1)
            ),
            Self::DigestBit { offset, bit } => {
                format!("One bit of the MD5 is flipped: bit {bit} of byte {offset}. The message is whole.")
            }
            Self::DigestByte { offset } => {
                format!("One byte of the MD5 is wrong: byte {offset}. The message is whole.")
            }
            Self::MessageBit { offset, bit, path } => {
                format!("One bit of the message is flipped: bit {bit} of byte {offset}, in {path}.")
            }
            Self::Converted(_) => "Something was done to the bytes of the whole record.".to_owned(),
            Self::Unknown => "Nothing that was tried explains the MD5.".to_owned(),
        }
    }

    /// Says how the fault shows, and what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Appended { what: Appended::LineBreaks, .. } => {
                "Without them the MD5 holds. Look for echo without -n, or println, where the record was written."
            }
            Self::Appended { what: Appended::Aggregate, .. } => {
                "Without it the MD5 holds. Two records were joined: put, or capture, each by itself."
            }
            Self::Appended { what: Appended::Zeros, .. } => {
                "Without them the MD5 holds. Look for a buffer that is longer than what is in it."
            }
            Self::Appended { .. } => {
                "Without it the MD5 holds. Look for a buffer that is longer than what is in it, or for what is written \
                 behind it."
            }
            Self::TailCut(_) => {
                "What survived can be read; for the rest capture the record again, and look for a limit on its way \
                 (a log line, a column, a terminal)."
            }
            Self::DigestCut { .. } => {
                "Nothing of the message is lost. Look for a limit on its way (a log line, a column, a terminal)."
            }
            Self::Missing => {
                "The last field ends with the record. Whoever wrote it left the MD5 out, or it was cut off to the byte."
            }
            Self::Zeros => "Whoever wrote it left room for the MD5 and never filled it in.",
            Self::OverMagicAndMessage | Self::OverPart { .. } => {
                "Computed so, it is the same. The producer's encoder is at fault: it hashes the wrong bytes."
            }
            Self::InHex | Self::InBase64 => {
                "Decoded, it is the same. The producer's encoder is at fault: it writes hexdigest() for digest()."
            }
            Self::Reversed | Self::WordsReversed => {
                "Turned round, it is the same. The producer's encoder is at fault: it writes numbers, not bytes."
            }
            Self::DigestBit { .. } | Self::DigestByte { .. } => {
                "All other bytes of the MD5 are right, which chance does not do. A disk, memory or an edit changed it."
            }
            Self::MessageBit { .. } => {
                "With the bit flipped back the MD5 holds. A disk, memory or an edit changed it."
            }
            Self::Converted(_) => "See what was done to the data.",
            Self::Unknown => {
                "More than one place was changed, or the producer's encoder is at fault. Capture the record again, and \
                 compare the two."
            }
        }
    }
}

/// Says what was tried without success, for [`DigestFault::Unknown`]. In `tried` of the message's `all` bytes, every
/// single bit was flipped.
#[must_use]
pub fn tried(tried: usize, all: usize) -> String {
    let bits = match (tried, all) {
        (0, _) => "no bit of the message: it is too long for that".to_owned(),
        (tried, all) if tried >= all => "every single bit of digest and message".to_owned(),
        (tried, _) => {
            format!("every single bit of the digest and of {tried} bytes of the message, from its end")
        }
    };
    format!(
        "Tried: bytes appended, the end cut off, line ends converted, the MD5 of magic and message, of a part, of \
         nothing, in hex, in base64, turned round, zeros; flipped back: {bits}."
    )
}

impl Cut {
    fn message(&self) -> String {
        let survived = match self.survived {
            0 => "no user record is whole".to_owned(),
            1 => "1 user record is whole".to_owned(),
            many => format!("{many} user records are whole"),
        };
        let place = match (&self.record, self.path.as_str()) {
            (_, "") => "before the message had begun".to_owned(),
            (_, path) => format!("in {path}"),
        };
        let had = self.value.map(|(needed, had)| format!(", after {had} of its {needed} bytes"));
        format!("The end was cut off {place}{}; {survived}.", had.unwrap_or_default())
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|char| !char.is_control()).collect()
}
