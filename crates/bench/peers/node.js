// npm aws-kinesis-agg as a contestant of `cargo xtask bench`: see crates/bench/src/main.rs for what it is asked and says.
//
// `node node.js FILE` gives it the records as they stand in the capture, which is the form of the SDK's version 3 and
// one of the two that it takes, and has the payloads as bytes in the end, like everybody else here. `node node.js
// --least FILE` is the least that it can be asked: the fields renamed as Lambda has them, which spares it a copy of every
// user record, and the payloads left in base64.
const fs = require("fs");
const readline = require("readline");
const { deaggregateSync } = require("aws-kinesis-agg");

const least = process.argv[2] === "--least";
const text = fs.readFileSync(process.argv.at(-1), "utf8");

function all() {
  const userRecords = [];
  for (const record of JSON.parse(text).Records) {
    deaggregateSync(record, true, (error, found) => {
      if (error) throw error;
      for (const userRecord of found) {
        userRecord.Data = Buffer.from(userRecord.Data, "base64");
        userRecords.push(userRecord);
      }
    });
  }
  return userRecords;
}

function renamed() {
  const userRecords = [];
  for (const { Data: data, PartitionKey: partitionKey, SequenceNumber: sequenceNumber } of JSON.parse(text).Records) {
    deaggregateSync({ data, partitionKey, sequenceNumber }, true, (error, found) => {
      if (error) throw error;
      for (const userRecord of found) userRecords.push(userRecord);
    });
  }
  return userRecords;
}

const round = least ? renamed : all;
const size = least ? ({ data }) => Buffer.byteLength(data, "base64") : ({ Data }) => Data.length;

readline.createInterface({ input: process.stdin }).on("line", () => {
  const start = process.hrtime.bigint();
  const userRecords = round();
  const time = process.hrtime.bigint() - start;
  // Outside of the time: only to show that the work was done.
  const payload = userRecords.reduce((sum, userRecord) => sum + size(userRecord), 0);
  console.log([time, userRecords.length, payload, process.resourceUsage().maxRSS].join("\t"));
});
