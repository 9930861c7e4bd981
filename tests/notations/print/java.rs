//! `toString` on the JVM: maps and lists, the SDKs' models, Lombok's and Kotlin's classes.

use super::{
    super::tree::{Map, Tree},
    calendar, text,
};

/// `{Records=[{kinesis={…}}]}`: a Map, as Lambda hands it to a handler of maps.
pub fn map(tree: &Tree) -> String {
    match tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Seconds(millis) => double(*millis),
        Tree::Time(millis) => calendar::instant(*millis),
        Tree::Text(text) => text.clone(),
        Tree::Bytes(bytes) => format!("[{}]", text::signed(bytes, ", ")),
        Tree::List(items) => format!("[{}]", text::join(items, ", ", map)),
        Tree::Map(fields) => format!("{{{}}}", equals(fields, map)),
    }
}

fn equals(map: &Map, value: impl Fn(&Tree) -> String) -> String {
    text::join(&map.fields, ", ", |field| format!("{}={}", field.name, value(&field.value)))
}

/// `1.779000000125E9`.
fn double(millis: i64) -> String {
    let (digits, exponent) = calendar::scientific(millis);
    let digits = if digits.ends_with('.') { digits + "0" } else { digits };
    format!("{digits}E{exponent}")
}

/// Version 1 of the SDK, which prints where the data is and not what: `{SequenceNumber: …,Data: java.nio.…,}`.
pub fn sdk_1(tree: &Tree) -> String {
    match tree {
        Tree::Time(millis) => calendar::java_date(*millis),
        Tree::Bytes(bytes) => heap(bytes),
        Tree::List(items) => format!("[{}]", text::join(items, ", ", sdk_1)),
        Tree::Map(map) => {
            let fields: Vec<_> = map.fields.iter().filter(|field| field.value != Tree::Null).collect();
            let fields = text::join(&fields, ",", |field| format!("{}: {}", field.name, sdk_1(&field.value)));
            // Only the last field that a class has is without a comma, and the last one is mostly not there.
            let end = if map.name == "Record" { "" } else { "," };
            format!("{{{fields}{end}}}")
        }
        other => map(other),
    }
}

/// A ByteBuffer's place and size.
fn heap(bytes: &[u8]) -> String {
    format!("java.nio.HeapByteBuffer[pos=0 lim={0} cap={0}]", bytes.len())
}

/// Version 2: `Record(SequenceNumber=…, Data=SdkBytes(bytes=0x…))`.
pub fn sdk_2(tree: &Tree) -> String {
    match tree {
        Tree::Bytes(bytes) => format!("SdkBytes(bytes=0x{})", text::hex(bytes)),
        Tree::List(items) => format!("[{}]", text::join(items, ", ", sdk_2)),
        Tree::Map(fields) => {
            let name =
                fields.name.replace("Output", "Response").replace("PutRecordsInput", "PutRecordsRequest");
            format!("{name}({})", equals(fields, sdk_2))
        }
        other => map(other),
    }
}

/// `KinesisClientRecord(sequenceNumber=…, data=[-13, …])`: Lombok's, Kotlin's data classes with a ByteArray.
pub fn class(tree: &Tree) -> String {
    match tree {
        Tree::List(items) => format!("[{}]", text::join(items, ", ", class)),
        Tree::Map(fields) => format!("{}({})", fields.name, equals(fields, class)),
        other => map(other),
    }
}

/// The same where data is a ByteBuffer, as the KCL has it.
pub fn client(tree: &Tree) -> String {
    match tree {
        Tree::Bytes(bytes) => heap(bytes),
        Tree::List(items) => format!("[{}]", text::join(items, ", ", client)),
        Tree::Map(fields) => format!("{}({})", fields.name, equals(fields, client)),
        other => map(other),
    }
}

/// A record of C#: `Record { Data = System.IO.MemoryStream, PartitionKey = a }`.
pub fn dotnet(tree: &Tree) -> String {
    match tree {
        Tree::Null => String::new(),
        Tree::Bool(value) => (if *value { "True" } else { "False" }).to_owned(),
        Tree::Bytes(_) => "System.IO.MemoryStream".to_owned(),
        Tree::Time(millis) => {
            let time = calendar::civil(*millis);
            format!("{:02}/{:02}/{} {}", time.month, time.day, time.year, time.clock())
        }
        Tree::Map(map) => {
            let fields =
                text::join(&map.fields, ", ", |field| format!("{} = {}", field.name, dotnet(&field.value)));
            format!("{} {{ {fields} }}", map.name)
        }
        other => map(other),
    }
}
