"""Reads events, one a line after the word of its shape, as a function in Python would; says the user records."""

import base64
import json
import sys

from aws_kinesis_agg.deaggregator import deaggregate_records


def records(shape, event):
    """What a function hands to the library. It knows the records of Firehose by itself."""
    if shape == "pipes-event":
        return [{"kinesis": record} for record in event]
    if shape == "firehose-event":
        return event["records"]
    return (event["payload"] if shape == "on-failure" else event)["Records"]


for line in sys.stdin:
    shape, event = line.split(" ", 1)
    given = (each["kinesis"] for each in deaggregate_records(records(shape, json.loads(event))))
    print(json.dumps([[each["partitionKey"], base64.b64decode(each["data"]).hex()] for each in given]))
