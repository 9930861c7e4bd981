// Reads frames as hex, one a line, and says what aws-kinesis-agg does with each: one line of JSON.
// The first argument is the folder of the library, the second says whether checksums are on: "on" or "off".
const deaggregate = require(process.argv[2]).deaggregateSync;
const checksums = process.argv[3] === "on";
const key = (value) => (value === undefined ? { undefined: true } : value);

function run(data) {
  const given = [];
  let failed = false;
  const record = { partitionKey: "OUTER", sequenceNumber: "7", data };
  deaggregate(record, checksums, (error, records) => {
    if (error) failed = true;
    else given.push(...records);
  });
  if (failed) return { outcome: "error" };
  if (given.some((each) => !("subSequenceNumber" in each))) return { outcome: "passthrough" };
  const line = (each) => ({
    pk: key(each.partitionKey),
    ehk: key(each.explicitPartitionKey),
    sub: each.subSequenceNumber,
    data: Buffer.from(each.data, "base64").toString("hex"),
  });
  return { logged: false, records: given.map(line) };
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    console.log(JSON.stringify(run(Buffer.from(line.trim(), "hex").toString("base64"))));
  });
