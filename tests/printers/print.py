"""Reads values, a line each, and answers how Python prints them: 3, and 2 for its own notation."""
import binascii
import csv
import datetime
import io
import json
import pprint
import sys


class tzlocal(datetime.tzinfo):
    """UTC, by the name that boto3 has for it."""

    def utcoffset(self, when):
        return datetime.timedelta(0)

    def dst(self, when):
        return datetime.timedelta(0)

    def __repr__(self):
        return "tzlocal()"


def text(digits):
    return binascii.unhexlify(digits).decode("utf-8")


def value(words, zone):
    kind, rest = words[0][0], words.pop(0)[1:]
    if kind in "NTF":
        return {"N": None, "T": True, "F": False}[kind]
    if kind == "I":
        return int(rest)
    if kind == "S":
        return int(rest) / 1000.0
    if kind == "D":
        start = datetime.datetime(1970, 1, 1, tzinfo=zone)
        return start + datetime.timedelta(milliseconds=int(rest))
    if kind == "X":
        return text(rest)
    if kind == "B":
        return binascii.unhexlify(rest)
    if kind == "L":
        return [value(words, zone) for _ in range(int(rest))]
    words.pop(0)
    pairs = []
    for _ in range(int(rest)):
        name = text(words.pop(0))
        pairs.append((name, value(words, zone)))
    return dict(pairs) if sys.version_info[0] > 2 else Ordered(pairs)


class Ordered(object):
    """A dictionary of Python 2 that keeps its order, so that the print can be compared."""

    def __init__(self, pairs):
        self.pairs = pairs

    def __repr__(self):
        return "{%s}" % ", ".join("%r: %r" % pair for pair in self.pairs)


def rows(it, data, quoting, end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end, quoting=quoting)
    writer.writerow(it[0])
    for row in it:
        writer.writerow([cell(one, data) for one in row.values()])
    return out.getvalue()


def cell(one, data):
    if isinstance(one, bytes):
        return data(one)
    if isinstance(one, datetime.datetime):
        shown = one.strftime("%Y-%m-%d %H:%M:%S.%f")
        return shown.rstrip("0").rstrip(".")
    return one


def base64(data):
    return binascii.b2a_base64(data, newline=False).decode()


def as_cli(it):
    """What botocore leaves to awscli's formatters: base64, and times as numbers."""
    if isinstance(it, dict):
        return {name: as_cli(one) for name, one in it.items()}
    if isinstance(it, list):
        return [as_cli(one) for one in it]
    if isinstance(it, datetime.datetime):
        seconds = it.timestamp()
        return int(seconds) if seconds == int(seconds) else seconds
    return base64(it) if isinstance(it, bytes) else it


def cli(it, output):
    import awscli.formatter

    class Arguments:
        color, query = "off", None

    Arguments.output = output
    out = io.StringIO()
    awscli.formatter.get_formatter(output, Arguments)("GetRecords", as_cli(it), out)
    return out.getvalue()


def psql(it):
    """Through the server that PGHOST and its like name."""
    import subprocess

    def literal(one):
        if isinstance(one, bytes):
            return "'\\x%s'::bytea" % one.hex()
        if isinstance(one, datetime.datetime):
            return "'%s'::timestamp" % one.strftime("%Y-%m-%d %H:%M:%S.%f")
        return "'%s'::text" % one.replace("'", "''")

    values = ", ".join("(%s)" % ", ".join(map(literal, row.values())) for row in it)
    query = "select * from (values %s) as rows (%s)" % (values, ", ".join(it[0]))
    command = ["psql", "--no-psqlrc", "--pset=pager=off", "-d", "postgres", "-c", query]
    return subprocess.run(command, check=True, capture_output=True).stdout


def dump(it, **how):
    import yaml

    return yaml.dump(it, **how)


PRINT = {
    "Python": repr,
    "Python 2": repr,
    "pprint": pprint.pformat,
    "json of Python": json.dumps,
    "json of Python, all else as text": lambda it: json.dumps(it, default=str),
    "json of Python over lines": lambda it: json.dumps(it, indent=4),
    "YAML": dump,
    "YAML on a line": lambda it: dump(it, default_flow_style=True),
    "CSV": lambda it: rows(it, base64, csv.QUOTE_MINIMAL, "\r\n"),
    "CSV, all quoted": lambda it: rows(it, lambda data: data.hex(), csv.QUOTE_ALL, "\n"),
    "awscli text": lambda it: cli(it, "text"),
    "psql": psql,
    "awscli table": lambda it: cli(it, "table"),
}

for line in sys.stdin:
    words = line.split()
    notation = text(words.pop(0))
    utc = notation.startswith(("YAML", "pprint"))
    zone = datetime.timezone.utc if utc else tzlocal()
    if notation in ("json of Python", "json of Python over lines"):
        # JSON has no times: they are text by then.
        words = ["X" + binascii.hexlify(datetime.datetime.fromtimestamp(int(word[1:]) / 1000.0, datetime.timezone.utc)
                 .strftime("%Y-%m-%dT%H:%M:%S.%f").encode()[:-3] + b"Z").decode() if word[0] == "D" else word for word in words]
    printed = PRINT[notation](value(words, zone))
    if notation == "pprint":
        printed += "\n"
    if not isinstance(printed, bytes):
        printed = printed.encode("utf-8")
    print(binascii.hexlify(printed).decode())
