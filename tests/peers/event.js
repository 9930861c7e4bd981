// Reads events, one a line after the word of its shape, as a function in Node would; says the user records.
// The first argument is the folder of the library.
const deaggregate = require(process.argv[2]).deaggregateSync;

// What a function hands to the library.
function records(shape, event) {
  if (shape === "pipes-event") return event;
  if (shape === "firehose-event") return event.records.map((each) => ({ ...each.kinesisRecordMetadata, data: each.data }));
  return (shape === "on-failure" ? event.payload : event).Records.map((each) => each.kinesis);
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const given = [];
    const space = line.indexOf(" ");
    for (const record of records(line.slice(0, space), JSON.parse(line.slice(space)))) {
      deaggregate(record, true, (error, found) => {
        if (error) throw error;
        given.push(...found);
      });
    }
    const rows = given.map((each) => [each.partitionKey, Buffer.from(each.data, "base64").toString("hex")]);
    console.log(JSON.stringify(rows));
  });
