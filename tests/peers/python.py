"""Reads frames as hex, one a line, and says what aws_kinesis_agg does with each: one line of JSON."""

import base64
import contextlib
import io
import json
import sys

from aws_kinesis_agg.deaggregator import deaggregate_records
from google.protobuf.internal import api_implementation

# The pure-Python decoder differs: it raises where a key is not UTF-8.
assert api_implementation.Type() == "upb", api_implementation.Type()


def key(value):
    return {"bytes": value.hex()} if isinstance(value, bytes) else value


def run(frame):
    record = {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": "OUTER",
            "sequenceNumber": "7",
            "approximateArrivalTimestamp": 1,
            "data": base64.b64encode(frame).decode(),
        }
    }
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            given = [each["kinesis"] for each in deaggregate_records([record])]
    except Exception:
        return {"outcome": "error"}
    if any("aggregated" not in each for each in given):
        return {"outcome": "passthrough"}
    return {
        "logged": said.getvalue() != "",
        "records": [
            {
                "pk": key(each["partitionKey"]),
                "ehk": key(each["explicitHashKey"]),
                "sub": each["subSequenceNumber"],
                "data": base64.b64decode(each["data"]).hex(),
            }
            for each in given
        ],
    }


for line in sys.stdin:
    print(json.dumps(run(bytes.fromhex(line.strip()))), flush=True)
