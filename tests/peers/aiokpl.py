"""Reads frames as hex, one a line, and says what aiokpl's decoder does with each: one line of JSON."""

import importlib.util
import json
import pathlib
import sys
import sysconfig

# The module alone: the package around it asks for what a producer needs.
path = pathlib.Path(sysconfig.get_path("purelib")) / "aiokpl" / "aggregation.py"
spec = importlib.util.spec_from_file_location("aggregation", path)
aggregation = importlib.util.module_from_spec(spec)
sys.modules["aggregation"] = aggregation
spec.loader.exec_module(aggregation)


def run(frame):
    try:
        given = aggregation.decode_aggregated(frame)
    except ValueError:
        return {"outcome": "error"}
    return {
        "logged": False,
        "records": [
            {"pk": each.partition_key, "ehk": each.explicit_hash_key, "sub": None, "data": each.data.hex()}
            for each in given
        ],
    }


for line in sys.stdin:
    print(json.dumps(run(bytes.fromhex(line.strip()))), flush=True)
