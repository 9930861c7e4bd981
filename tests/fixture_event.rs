//! Events: the reader of captures finds the bytes that were put in, and what stands around them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test")]

use kpl_capture::capture;
use kpl_engine::fixture::{
    Draft, DraftRecord, build,
    command::{Put, Shell, Target},
    event::{Context, EventShape, Invocation, aws_lambda_invoke, sam_local_invoke, write},
};

fn puts() -> Vec<(Vec<u8>, &'static str)> {
    let built = build(&Draft::of(vec![DraftRecord::text("k", "x"), DraftRecord::text("é\"\n", "y")]));
    vec![(built.bytes, "a"), (b"plain \xff".to_vec(), "é\"key\n")]
}

#[test]
fn each_event_gives_the_bytes_back() {
    let puts = puts();
    let all: Vec<Put> = puts
        .iter()
        .map(|(data, partition_key)| Put { data, partition_key, explicit_hash_key: None })
        .collect();
    let expected = [
        (EventShape::Lambda, capture::Shape::LambdaEvent),
        (EventShape::TumblingWindow, capture::Shape::LambdaEvent),
        (EventShape::OnFailure, capture::Shape::OnFailure),
        (EventShape::FirehoseTransform, capture::Shape::FirehoseEvent),
        (EventShape::Pipes, capture::Shape::Pipes),
    ];
    assert_eq!(expected.map(|(shape, _)| shape), EventShape::ALL);
    for (shape, expected) in expected {
        let text = write(shape, &all, &Context::default());
        assert_eq!(text, write(shape, &all, &Context::default()));
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let capture = capture::read(text.as_bytes());
        assert_eq!(capture.shape, expected);
        assert_eq!(capture.findings, [], "{shape:?}");
        assert_eq!(capture.records.len(), 2);
        for (record, (data, key)) in capture.records.iter().zip(&puts) {
            assert_eq!(&record.data, data, "{shape:?}");
            assert_eq!(record.envelope.partition_key.as_deref(), Some(*key));
            assert_eq!(record.envelope.shard_id.as_deref(), Some("shardId-000000000000"));
            let arrival = record.envelope.approximate_arrival_timestamp.as_deref();
            assert_eq!(arrival, Some("2018-12-17T22:10:50.987Z"), "{shape:?}");
        }
        assert!(shape.note().is_none_or(|note| note.ends_with('.') && !note.contains("  ")));
    }
}

#[test]
fn functions_are_called_with_the_file() {
    let context = Context { function: "my function".to_owned(), ..Context::default() };
    let invocation = Invocation { shape: EventShape::Lambda, event: "{}", context: &context };
    let sam = sam_local_invoke(&invocation, Shell::Bash).unwrap();
    assert_eq!(sam.text, "sam local invoke 'my function' --event lambda-event.json");
    assert_eq!(
        (sam.files[0].name.as_str(), sam.files[0].bytes.as_slice()),
        ("lambda-event.json", &b"{}"[..])
    );
    let target = Target { region: Some("eu-west-1".to_owned()), shell: Shell::Cmd, ..Target::default() };
    let aws = aws_lambda_invoke(&invocation, &target).unwrap();
    assert_eq!(
        aws.text,
        "aws lambda invoke --function-name \"my function\" --payload fileb://lambda-event.json \
         --region eu-west-1 response.json"
    );
    assert!(invocation.fits());
    assert!(
        sam_local_invoke(&Invocation { shape: EventShape::OnFailure, ..invocation }, Shell::Bash).is_none()
    );
}
