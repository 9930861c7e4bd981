//! Damage is recognised and undone, also two kinds one over the other. A sound record is left alone, and lost bytes
//! are reported as lost.

use crate::{
    frames::{self, LAYERS, Payloads, aggregate, to_crlf, to_lf, zlib},
    support::{self, generate},
};
use kpl_engine::forensics::{Damage, Recoverable, diagnose, repair_all};
use kpl_format::{
    bytes::base64,
    kpl::{Verdict, dissect},
};

const SEEDS: u64 = 24;

/// Checks that the repair of `damaged` gives `frame`.
fn undone(name: &str, frame: &[u8], damaged: &[u8]) {
    let found = diagnose(damaged);
    assert!(
        !found.is_empty(),
        "{name}: nothing found in {}",
        support::hex(&damaged[..damaged.len().min(40)])
    );
    let repaired = repair_all(damaged, &found).unwrap();
    assert!(repaired.bytes == frame, "{name}: {found:?}");
    assert!(repaired.proven, "{name}: {found:?}");
}

#[test]
fn each_layer_is_taken_off() {
    for seed in 0..SEEDS {
        for payloads in [Payloads::Ascii, Payloads::Any, Payloads::Lines] {
            let frame = aggregate(seed, payloads);
            for (name, harm) in LAYERS {
                undone(name, &frame, &harm(&frame));
            }
        }
    }
}

#[test]
fn two_layers_are_taken_off() {
    for seed in 0..2 {
        let frame = aggregate(seed, Payloads::Any);
        for (inner_name, inner) in LAYERS {
            for (outer_name, outer) in LAYERS {
                let damaged = outer(&inner(&frame));
                // ASCII text is the same in every character set.
                undone(&format!("{inner_name}, then {outer_name}"), &frame, &damaged);
            }
        }
    }
}

#[test]
fn three_times_base64_is_base64_three_times() {
    let frame = aggregate(3, Payloads::Any);
    let once = |bytes: &[u8]| base64::encode(bytes).into_bytes();
    let found = diagnose(&once(&once(&once(&frame))));
    let damages: Vec<Damage> = found.iter().map(|diagnosis| diagnosis.damage).collect();
    assert_eq!(damages, [Damage::Base64; 3]);
}

#[test]
fn line_ends_are_put_back() {
    for seed in 0..SEEDS {
        for payloads in [Payloads::Ascii, Payloads::Any, Payloads::Lines] {
            let frame = aggregate(seed, payloads);
            undone("LF to CR LF", &frame, &to_crlf(&frame));
            undone("LF to CR LF, then one more", &frame, &[to_crlf(&frame), b"\r\n".to_vec()].concat());
            undone("LF to CR LF, then as Latin-1", &frame, &LAYERS[0].1(&to_crlf(&frame)));
        }
        let frame = aggregate(seed, Payloads::Lines);
        undone("CR LF to LF", &frame, &to_lf(&frame));
        for appended in [&b"\n"[..], b"\r\n", b"\n\n"] {
            undone("appended", &frame, &[&frame, appended].concat());
        }
    }
}

#[test]
fn other_magics_are_exchanged() {
    for seed in 0..SEEDS {
        let frame = aggregate(seed, Payloads::Any);
        let rest = &frame[4..];
        undone("erlmld", &frame, &[b"\x00\x89\x9a\xc2", rest].concat());
        undone("erlmld deflated", &frame, &[&b"\x01\x89\x9a\xc2"[..], &zlib(rest)].concat());
        undone("ex_kpl deflated", &frame, &[&b"\xf4\x89\x9a\xc2"[..], &zlib(rest)].concat());
    }
}

#[test]
fn the_magic_is_put_back() {
    for seed in 0..SEEDS {
        let frame = aggregate(seed, Payloads::Any);
        undone("without", &frame, &frame[4..]);
        assert_eq!(diagnose(&frame[4..])[0].damage, Damage::MagicMissing);
    }
}

#[test]
fn aggregates_run_together_stay_as_they_are() {
    for seed in 0..SEEDS {
        let both = [aggregate(seed, Payloads::Ascii), aggregate(seed + 1, Payloads::Any)].concat();
        undone("two", &both, &both);
        assert_eq!(diagnose(&both)[0].damage, Damage::RunTogether { pieces: 2 });
    }
}

#[test]
fn windows_1252_with_holes_is_filled_where_there_are_few() {
    let mut filled = 0;
    for seed in 0..SEEDS {
        let frame = aggregate(seed, Payloads::Ascii);
        let text = LAYERS[1].1(&frame);
        let strict = String::from_utf8(text)
            .unwrap()
            .replace(['\u{81}', '\u{8d}', '\u{8f}', '\u{90}', '\u{9d}'], "\u{fffd}");
        if strict.contains('\u{fffd}') {
            undone("strict", &frame, strict.as_bytes());
            assert!(matches!(diagnose(strict.as_bytes())[0].damage, Damage::StrictWindows1252 { .. }));
            filled += 1;
        }
    }
    assert!(filled > 5, "{filled}");
}

#[test]
fn top_bits_are_worked_out_where_all_is_ascii() {
    let stripped = |frame: &[u8]| frame.iter().map(|byte| byte & 0x7f).collect::<Vec<u8>>();
    for seed in 0..SEEDS {
        let frame = aggregate(seed, Payloads::Ascii);
        undone("top bit", &frame, &stripped(&frame));
        let lost = diagnose(&stripped(&aggregate(seed, Payloads::Any)));
        assert_eq!(lost.len(), 1, "{seed}");
        assert_eq!(lost[0].damage, Damage::TopBitStripped);
    }
}

#[test]
fn what_is_lost_is_called_lost() {
    for seed in 0..SEEDS {
        let frame = aggregate(seed, Payloads::Any);
        let replaced = String::from_utf8_lossy(&frame).into_owned();
        let question: Vec<u8> = frame.iter().map(|&byte| if byte < 0x80 { byte } else { b'?' }).collect();
        let rows = [
            (replaced.clone().into_bytes(), Damage::ReplacementCharacters),
            (replaced.replace('\u{fffd}', "\u{fffd}\u{fffd}").into_bytes(), Damage::ReplacementCharacters),
            (question, Damage::QuestionMarks),
        ];
        for (data, damage) in rows {
            let found = diagnose(&data);
            assert_eq!(found.len(), 1, "{damage:?} of seed {seed}");
            assert_eq!((found[0].damage, found[0].recoverable), (damage, Recoverable::No));
            assert_eq!(repair_all(&data, &found), None);
            // The damage is also found below a further layer.
            let found = diagnose(base64::encode(&data).as_bytes());
            assert_eq!(found.iter().map(|one| one.damage).collect::<Vec<_>>(), [Damage::Base64, damage]);
        }
    }
    for name in [
        "java.nio.HeapByteBuffer[pos=0 lim=611 cap=611]",
        "[B@6d06d69c",
        "<memory at 0x7f3c>",
        "[object Object]",
    ] {
        let found = diagnose(name.as_bytes());
        assert!(matches!(found[..], [ref one] if matches!(one.damage, Damage::NoData(_))), "{name}");
    }
}

#[test]
fn what_is_well_has_nothing() {
    for seed in 0..1200 {
        let (_, frame) = generate::frame(seed);
        if dissect(&frame).verdict == Verdict::Aggregated {
            assert_eq!(diagnose(&frame), [], "{seed}");
        }
    }
    let texts = [
        "",
        "?",
        "??",
        "??\n",
        "???\n\nhello there, how are you",
        "x",
        "hello",
        "[]",
        "[1, 2, 3]",
        "{}",
        "{\"a\":1}",
        "{\"0\":243}",
        "[object",
        "b'abc'",
        "b'\\xf3'",
        "3f2a",
        "deadbeefdeadbeef",
        "SGVsbG8gV29ybGQsIGhlbGxvIHdvcmxk",
        "{\"type\":\"Buffer\",\"data\":[1,2]}",
        "\u{fffd}\u{fffd}\n\u{fffd}",
        "žluťoučký kůň",
        "naïve café",
        "ó‰š",
        "s\t\u{1a}B",
        "java.nio.HeapByteBuffer",
        "x^2 + y^2",
        "2026-11-20 07:59:25 INFO started\n",
        "a,b,c\r\n1,2,3\r\n",
        "\u{feff}{\"bom\":true}",
        "<html></html>",
    ];
    for text in texts {
        assert_eq!(diagnose(text.as_bytes()), [], "{text}");
        for (name, harm) in LAYERS {
            assert_eq!(diagnose(&harm(text.as_bytes())), [], "{text} as {name}");
        }
    }
    for seed in 0..300 {
        let mut rng = generate::Rng(seed);
        assert_eq!(diagnose(&rng.bytes(200)), [], "{seed}");
        let record = frames::message(seed, Payloads::Ascii).records.swap_remove(0);
        assert_eq!(diagnose(&record.data), [], "{seed}");
    }
}

#[test]
fn no_input_is_too_odd() {
    for seed in 0..1000 {
        let mut rng = generate::Rng(seed);
        let mut data = aggregate(seed, Payloads::Any);
        data = LAYERS[rng.below(LAYERS.len())].1(&data);
        for _ in 0..=rng.below(3) {
            let at = rng.below(data.len());
            match rng.below(3) {
                0 => data[at] = rng.bytes(1).first().copied().unwrap_or_default(),
                1 => data.truncate(at + 1),
                _ => drop(data.remove(at)),
            }
            if data.is_empty() {
                break;
            }
        }
        let found = diagnose(&data);
        let _ = repair_all(&data, &found);
    }
    let hostile = [b"s\t\x1aB".to_vec(), [8, 8, 26, 26, 34, 1].repeat(50_000)].concat();
    let _ = diagnose(&hostile);
}
