// npm aws-kinesis-agg as a contestant of `cargo xtask bench`: see examples/bench/main.rs for what it is asked and says.
const fs = require("fs");
const readline = require("readline");
const { deaggregateSync } = require("aws-kinesis-agg");

const text = fs.readFileSync(process.argv[2], "utf8");

function round() {
  const userRecords = [];
  for (const { Data: data, PartitionKey: partitionKey, SequenceNumber: sequenceNumber } of JSON.parse(text).Records) {
    deaggregateSync({ data, partitionKey, sequenceNumber }, true, (error, found) => {
      if (error) throw error;
      for (const userRecord of found) userRecords.push(userRecord);
    });
  }
  return userRecords;
}

readline.createInterface({ input: process.stdin }).on("line", () => {
  const start = process.hrtime.bigint();
  const userRecords = round();
  const time = process.hrtime.bigint() - start;
  // Outside of the time: only to show that the work was done.
  const payload = userRecords.reduce((sum, { data }) => sum + Buffer.byteLength(data, "base64"), 0);
  console.log([time, userRecords.length, payload, process.resourceUsage().maxRSS].join("\t"));
});
