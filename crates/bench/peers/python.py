"""PyPI aws_kinesis_agg as a contestant of `cargo xtask bench`: see crates/bench/src/main.rs for what it is asked and says."""

import base64
import json
import sys
import time

from aws_kinesis_agg.deaggregator import deaggregate_records


def peak():
    """In kB; macOS tells bytes, Windows has no such module."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def event(record):
    """A Kinesis record as AWS Lambda hands it over."""
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "sequenceNumber": record["SequenceNumber"],
            "partitionKey": record["PartitionKey"],
            "approximateArrivalTimestamp": record["ApproximateArrivalTimestamp"],
            "data": record["Data"],
        }
    }


with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()

for line in sys.stdin:
    start = time.perf_counter_ns()
    user_records = deaggregate_records([event(record) for record in json.loads(text)["Records"]])
    spent = time.perf_counter_ns() - start
    # Outside of the time: only to show that the work was done.
    payload = sum(len(base64.b64decode(record["kinesis"]["data"])) for record in user_records)
    print(spent, len(user_records), payload, peak(), sep="\t", flush=True)
