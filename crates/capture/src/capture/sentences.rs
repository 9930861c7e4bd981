//! Every sentence that reading a capture can say, in English. `tests/corpus/sentences-capture.txt` lists them.

mod why;

use super::{Code, Finding, finding::Printer};
use kpl_format::bytes::base64::Cleaned;

impl Finding {
    /// One sentence: which record, where, and what.
    #[must_use]
    pub fn message(&self) -> String {
        let record = self.record.map(|record| format!("records[{record}]"));
        let place = self
            .place
            .filter(|_| self.code.is_local())
            .map(|place| format!("line {}, column {} (byte {})", place.line, place.column, self.span.offset));
        let mut what = self.code.message();
        if let (Some(detail), Some(bare)) = (&self.detail, what.strip_suffix('.')) {
            what = format!("{bare}: {detail}.");
        }
        match (record, place) {
            (Some(record), Some(place)) => format!("{record}, {place}: {what}"),
            (Some(record), None) => format!("{record}: {what}"),
            (None, Some(place)) => format!("{}: {what}", place.replacen('l', "L", 1)),
            (None, None) => what,
        }
    }

    /// What it means and what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.code.help()
    }
}

fn left_out(printer: Printer, amount: Option<u64>, characters: bool) -> String {
    let who = match printer {
        Printer::Node => "Node",
        Printer::Java => "Java",
        Printer::DotNet => ".NET",
        Printer::Go => "Go",
        Printer::Elixir => "Elixir",
        Printer::Other => "The printer",
    };
    let unit = if characters { "character" } else { "byte" };
    match amount.and_then(|amount| usize::try_from(amount).ok()) {
        Some(amount) => format!("{who} left out {}.", count(amount, unit)),
        None => format!("{who} left out what should stand here."),
    }
}

impl Code {
    /// One sentence: what is the case. [`Finding::message`] says where as well.
    #[must_use]
    pub fn message(&self) -> String {
        match *self {
            Self::NothingToRead { bytes } => {
                format!("There is nothing in it but blanks ({}).", count(bytes, "byte"))
            }
            Self::NoKinesisRecord => "There is no Kinesis record in this.".into(),
            Self::NotRead { fields: 1 } => {
                "This sequence number or partition key belongs to no record that could be read.".into()
            }
            Self::NotRead { fields } => format!(
                "{fields} sequence numbers and partition keys belong to no record that could be read; this is the first."
            ),
            Self::Typographic => {
                "The quotes or spaces are those of a word processor; they were read as plain ones.".into()
            }
            Self::LinePrefixes => {
                "A mark, a number or a time stands before every line, as in a mail or a log; it was left out."
                    .into()
            }
            Self::Utf16 { big_endian } => {
                let order = if big_endian { "big" } else { "little" };
                format!("The text is UTF-16, {order} endian, and was decoded.")
            }
            Self::MoreFindings { listed, more } => {
                format!("{listed} findings are listed, {more} more are not.")
            }
            Self::Base64Cleaned(ref cleaned) => format!("The base64 was cleaned: {}.", cleaned_list(cleaned)),
            Self::Base64BadCharacter { character, substituted: false } => {
                format!("{} is not a base64 character and was left out.", name(character))
            }
            Self::Base64BadCharacter { character, substituted: true } => {
                format!("{} is not a base64 character and was read as A.", name(character))
            }
            Self::Base64MoreBad { listed, count } => {
                format!("{count} characters are not base64; the first {listed} are listed.")
            }
            Self::Base64LoneCharacter { bytes } => format!(
                "The last group has 1 character where 2 to 4 are needed; {} could be read.",
                count(bytes, "byte")
            ),
            Self::Base64TrailingBits => "The last character has bits set that belong to no byte.".into(),
            Self::Base64Chunks { chunks } => {
                format!("There are {chunks} padded pieces of base64; they were read one after another.")
            }
            Self::LineNotBase64 { bytes } => {
                format!("This line ({}) is not base64 and gives no record.", count(bytes, "byte"))
            }
            Self::HexBadCharacter { character, substituted: false } => {
                format!("{} is not a hex digit and was left out.", name(character))
            }
            Self::HexBadCharacter { character, substituted: true } => {
                format!("{} is not a hex digit and was read as 0.", name(character))
            }
            Self::HexMoreBad { listed, count } => {
                format!("{count} characters are not hex digits; the first {listed} are listed.")
            }
            Self::HexOddDigits { digits } => {
                format!("This digit has no partner ({digits} in all) and was left out: a byte is two digits.")
            }
            Self::HexDumpOffset { stated, counted } => {
                format!("The line says offset {stated:#x}, the bytes before it add up to {counted:#x}.")
            }
            Self::HexDumpLine => "This line has no offset and was left out.".into(),
            Self::HexSqueezed { bytes } => {
                format!("Lines with * stand for repeated lines; {} were written out.", count(bytes, "byte"))
            }
            Self::JsonCutShort { records } => {
                format!("The JSON ends in the middle; {} could be read.", count(records, "record"))
            }
            Self::JsonBroken { records } => {
                format!("The JSON cannot be read from here on; {} could be read.", count(records, "record"))
            }
            Self::JsonTooDeep { most } => {
                format!("The JSON is nested deeper than {most} levels and was read up to here.")
            }
            Self::JsonMissingComma => "A comma is missing here.".into(),
            Self::JsonTrailingComma => "Nothing follows this comma.".into(),
            Self::JsonControlCharacter => "A string holds a line break or other control character.".into(),
            Self::JsonOtherDocument => "This JSON document has no Kinesis records and was left out.".into(),
            Self::NoRecords => "The list of records is empty.".into(),
            Self::NotThisShape => "There are no records of this shape in it.".into(),
            Self::DataMissing => "The record has no data field.".into(),
            Self::DataNotString => "The record's data is not a string.".into(),
            Self::DataNotBase64 { bytes } => {
                format!("The record's data ({}) is not base64.", count(bytes, "byte"))
            }
            Self::DataCutShort { bytes } => {
                format!(
                    "The record's data ends here, in the middle; {} could be decoded.",
                    count(bytes, "byte")
                )
            }
            Self::NumberNotByte => "This number is no byte and was read as 0.".into(),
            Self::FoundInText => "This starts as an aggregate does.".into(),
            Self::FoundInJson => "This string starts as an aggregate does in base64.".into(),
            Self::OnFailureNoData => "This on-failure message names records but does not hold them.".into(),
            Self::PutAnswer { records } => {
                format!("This answers a put of {} and holds no data.", count(records, "record"))
            }
            Self::Unpacked { packed, bytes } => {
                let format = packed.name();
                format!("The input is {format} and was unpacked ({}).", count(bytes, "byte"))
            }
            Self::UnpackStopped { most } => {
                format!("Only the first {} MiB were unpacked; there is more.", most >> 20)
            }
            Self::UnpackBroken { bytes } => {
                format!("The compressed input is cut or damaged; {} could be unpacked.", count(bytes, "byte"))
            }
            Self::BetweenAggregates { bytes } => {
                format!("{} between aggregates, listed as one plain record.", count(bytes, "byte"))
            }
            Self::LeftOut { printer, count, characters } => left_out(printer, count, characters),
            Self::TimestampLocal => {
                "Python printed times without their zone; they were taken for UTC.".into()
            }
            Self::LoggedFailure => "A consumer failed on this message and logged it.".into(),
            Self::DataElsewhere => "The data is not in the command.".into(),
            Self::CliText => "The data is not base64, so it was taken as the text that it is.".into(),
            Self::TooLarge { most } => {
                format!("What begins here is larger than {}, and was left out.", count(most, "byte"))
            }
            Self::InPieces { most } => {
                format!("What begins here is larger than {}, and was read in pieces.", count(most, "byte"))
            }
            Self::TimestampUnreadable => "The arrival timestamp is of no known form.".into(),
        }
    }

    /// What it means and what to do.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::NothingToRead { .. } => "Paste base64, hex or JSON, or drop files.",
            Self::NoKinesisRecord => {
                "If the text itself is the data of a record, read it as plain text. Else look for where the data was left out: print it as base64."
            }
            Self::NotRead { .. } => {
                "Their data may stand elsewhere, or was not printed. If it stands here, paste that part alone."
            }
            Self::Typographic => {
                "No parser takes them. In a key or payload some may have been changed as well."
            }
            Self::LinePrefixes => "Offsets count with it.",
            Self::Utf16 { .. } => {
                "PowerShell writes UTF-16 with >. Nothing is lost; offsets count in the decoded text."
            }
            Self::MoreFindings { .. } => {
                "So many findings mean that the input is of another shape: try another reading."
            }
            Self::Base64Cleaned(_) => "The bytes are what they were. A strict decoder may refuse this text.",
            Self::Base64BadCharacter { substituted: false, .. } | Self::Base64MoreBad { .. } => {
                "If it stood for another character, the bytes from here on are shifted. Copy the text again."
            }
            Self::Base64BadCharacter { substituted: true, .. } => {
                "Six bits are unknown here; the bytes around them are right. Copy the text again."
            }
            Self::Base64LoneCharacter { .. } => {
                "A character is missing or one too many, here or earlier. Copy the text again, to its end."
            }
            Self::Base64TrailingBits => {
                "The bytes are right; an encoder would not have written this. The text may be cut."
            }
            Self::Base64Chunks { .. } => {
                "If each piece is a record of its own, put each on its own line. Otherwise nothing is lost."
            }
            Self::LineNotBase64 { .. } => {
                "If it belongs to the line before, read the text as one base64 instead."
            }
            Self::HexBadCharacter { substituted: false, .. } | Self::HexMoreBad { .. } => {
                "If it stood for a digit, the bytes from here on are shifted. Copy the text again."
            }
            Self::HexBadCharacter { substituted: true, .. } => {
                "Half a byte is unknown here; the bytes around it are right. Copy the text again."
            }
            Self::HexOddDigits { .. } => {
                "A digit is missing or one too many, here or earlier. Copy the text again."
            }
            Self::HexDumpOffset { .. } => {
                "Lines are missing, doubled or cut, so bytes are. Dump the record again."
            }
            Self::HexDumpLine => "If it is a prompt or a heading, nothing is lost.",
            Self::HexSqueezed { .. } => "Nothing is lost. hexdump -v and xxd write every line.",
            Self::JsonCutShort { .. } => {
                "What came after is lost: terminals and log services cut long output. Capture it to a file."
            }
            Self::JsonBroken { .. } => {
                "What comes after was not read. Mend the JSON here, or capture it again."
            }
            Self::JsonTooDeep { .. } => "No service writes this. Read it as text instead.",
            Self::JsonMissingComma | Self::JsonTrailingComma => {
                "It was read all the same; a strict parser would refuse it."
            }
            Self::JsonControlCharacter => {
                "Terminals break long lines. It was read all the same; a strict parser would refuse it."
            }
            Self::JsonOtherDocument => "If it should have, look at the names of its fields.",
            Self::NoRecords => {
                "An empty answer of get-records is normal: read on from NextShardIterator until MillisBehindLatest is 0."
            }
            Self::NotThisShape => "Choose another reading.",
            Self::DataMissing | Self::DataNotString => {
                "It is listed without bytes, so that the others keep their indexes."
            }
            Self::DataNotBase64 { .. } => {
                "awscli 1 takes raw text here, and then the record is this text. It is listed without bytes."
            }
            Self::DataCutShort { .. } => {
                "What is left of the record is listed; the rest of it is lost. Capture it again, to a file."
            }
            Self::NumberNotByte => {
                "A byte is -128 to 255. One byte is unknown here; those around it are right. Copy it again."
            }
            Self::FoundInText => "It was found in text of no known shape: what stands around it is not read.",
            Self::FoundInJson => {
                "The JSON is of no known shape, so its other fields are not read as an envelope."
            }
            Self::OnFailureNoData => {
                "Fetch them before the stream's retention ends: aws kinesis get-shard-iterator with this shard, AT_SEQUENCE_NUMBER and the first number, then get-records."
            }
            Self::PutAnswer { .. } => {
                "Fetch the data with aws kinesis get-shard-iterator, AT_SEQUENCE_NUMBER, and get-records; or paste what was put."
            }
            Self::Unpacked { .. } => "Offsets count in what was unpacked.",
            Self::UnpackStopped { .. } => "Unpack it yourself and split it, to see the rest.",
            Self::UnpackBroken { .. } => "What came after is lost. Fetch the file again.",
            Self::BetweenAggregates { .. } => {
                "They may be several plain records: nothing marks where one ends."
            }
            Self::LeftOut { printer, .. } => match printer {
                Printer::Node => {
                    "console.log prints 50 bytes of a Buffer, 100 items of an array and two levels of an object. Print data.toString('base64') to see all of it."
                }
                Printer::Java => {
                    "A buffer prints its position and not its bytes. Print Base64.getEncoder().encodeToString(…) of them."
                }
                Printer::DotNet => {
                    "A stream prints its type and not its bytes. Print Convert.ToBase64String(…) of them."
                }
                Printer::Go => "Print base64.StdEncoding.EncodeToString(record.Data) to see all of it.",
                Printer::Elixir => "IO.inspect prints 50 items, unless it is given limit: :infinity.",
                Printer::Other => "Print the data as base64 to see all of it.",
            },
            Self::TimestampLocal => "boto3 gives the local time of the machine that printed them.",
            Self::LoggedFailure => {
                "The KCL and awslabs' modules print the message without magic and MD5. The MD5 held: they check it before they read the message."
            }
            Self::DataElsewhere => {
                "A page cannot read your files or variables: drop the file here, or paste what the variable holds."
            }
            Self::CliText => {
                "awscli 1 puts this text, and so does awscli 2 with --cli-binary-format raw-in-base64-out; without it, it decodes base64."
            }
            Self::InPieces { .. } => {
                "Its records are here; what stands far from one of them is not read as its envelope. Cut the file there to read this as one."
            }
            Self::TooLarge { .. } => {
                "A file that is read as a stream is held a record at a time; Kinesis takes records of at most 10 MiB."
            }
            Self::TimestampUnreadable => {
                "The record is read without it. Known are ISO 8601 and seconds or milliseconds since 1970."
            }
        }
    }
}

/// `1 byte`, `2 bytes`.
fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A character so that it can be seen: in quotes, or by its number.
fn name(character: char) -> String {
    if character == char::REPLACEMENT_CHARACTER || character.is_control() || character.is_whitespace() {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("\u{2018}{character}\u{2019}")
    }
}

fn cleaned_list(cleaned: &Cleaned) -> String {
    let left_out = [
        (cleaned.line_breaks, "line break"),
        (cleaned.spaces, "blank"),
        (cleaned.quotes, "quote"),
        (cleaned.commas, "comma"),
        (cleaned.escapes, "escape sign"),
    ];
    let mut pieces = Vec::new();
    if cleaned.prefix > 0 {
        pieces.push(format!("a prefix of {}", count(cleaned.prefix, "byte")));
    }
    pieces
        .extend(left_out.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what)));
    if cleaned.excess_padding > 0 {
        pieces.push(format!("{} spare =", cleaned.excess_padding));
    }
    let mut done = Vec::new();
    if let Some((last, before)) = pieces.split_last() {
        let and = if before.is_empty() { "" } else { " and " };
        done.push(format!("{}{and}{last} left out", before.join(", ")));
    }
    if cleaned.url_alphabet > 0 {
        let characters = count(cleaned.url_alphabet, "character");
        done.push(format!("{characters} of the URL alphabet (- and _) read as + and /"));
    }
    if cleaned.missing_padding > 0 {
        done.push(format!("{} missing = supplied", cleaned.missing_padding));
    }
    done.join("; ")
}
