//! The model of aiokpl for Python: `decode_aggregated`. It has its own protobuf reader, and raises an error for any
//! record that is not a sound aggregate.

use super::{
    Emitted, Key, Reason,
    case::{Case, Decoder, FRAME, Model, Ruling},
    dialect::AIOKPL,
    emitted::{first_bad_index, looked_up, payload},
    message::{Fields, Message},
};

const DECODE: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:309-360";
const RECORD: &str = "DevArKaDiA/aiokpl aiokpl/aggregation.py:254-306";

pub struct Aiokpl;

impl Model for Aiokpl {
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a> {
        if case.data.len() < FRAME {
            return Ruling::error(Reason::TooShort { had: case.data.len() }, DECODE);
        }
        if !case.has_magic() {
            return Ruling::error(Reason::NoMagic, DECODE);
        }
        if !case.md5_holds {
            return Ruling::error(Reason::Digest, DECODE);
        }
        let message = match self.decode(case) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(Reason::Unreadable(fault), DECODE),
        };
        if let Some(reason) = first_bad_index(self, case, &message) {
            return Ruling::error(reason, RECORD);
        }
        Ruling::all(message, DECODE)
    }

    fn decoder(&self, _: &Case<'_>) -> Decoder {
        Decoder::Strict(&AIOKPL)
    }

    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        _: usize,
    ) -> Option<Emitted<'a>> {
        let (partition_key, explicit_hash_key) = looked_up(message, fields, Key::Null)?;
        let data = payload(case.data, fields);
        Some(Emitted { partition_key, explicit_hash_key, sub_sequence_number: None, data })
    }
}
