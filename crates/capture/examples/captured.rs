//! Prints the records of files, each as a line of hex and its envelope, to compare with what is known of them.

use kpl_capture::capture::read;
use kpl_format::bytes::hex;

fn main() {
    for path in std::env::args().skip(1) {
        let capture = read(&std::fs::read(&path).unwrap_or_default());
        println!("file\t{path}\t{}\t{}", capture.shape.word(), capture.why.sentence());
        for record in &capture.records {
            let envelope = &record.envelope;
            let fields = [
                &envelope.partition_key,
                &envelope.sequence_number,
                &envelope.shard_id,
                &envelope.approximate_arrival_timestamp,
                &envelope.explicit_hash_key,
            ];
            let fields: Vec<String> = fields.iter().map(|field| format!("{field:?}")).collect();
            println!("record\t{}\t{}", hex::encode(&record.data), fields.join("\t"));
        }
        for finding in &capture.findings {
            println!("finding\t{}\t{}", finding.code.word(), finding.message());
        }
    }
}
