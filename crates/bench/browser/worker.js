// The worker around the wasm of crates/bench/src/worker.rs. Milliseconds of a browser's clock become nanoseconds.

import init from "./bench_worker.js";

const nanoseconds = (start) => Math.round((performance.now() - start) * 1e6);
let helped = false;

// A name that begins with "warm " is that of a contestant which does first what the page's worker does when it starts.
async function begin({ name: asked, capture }) {
  const name = asked.replace(/^warm /, "");
  const start = performance.now();
  await init();
  const time = nanoseconds(start);
  const warmUp = async () => {
    while (self.warmUp()) await hop();
  };
  if (name !== asked) await warmUp();
  helped = name === "helped";
  if (helped && self.help()) {
    await new Promise((resolve) => (self.helped = resolve));
    await warmUp();
  }
  const bytes = new Uint8Array(await (await fetch(capture)).arrayBuffer());
  if (!self.prepare(name, bytes)) throw new Error(`There is no contestant ${name}.`);
  return `${time}`;
}

// A task later, as the page's worker goes on.
const channel = new MessageChannel();
function hop() {
  return new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
}

async function round() {
  const start = performance.now();
  if (helped) {
    while (self.step()) await hop();
    while (self.isWaiting()) await new Promise((resolve) => (self.helped = resolve));
  } else {
    self.work();
  }
  const time = nanoseconds(start);
  return `${time}\t${self.count()}`;
}

// The helper starts with this script too, and needs nothing of it but the wasm.
if (self.name === "helper") {
  await init();
} else {
  self.onmessage = async ({ data }) => {
    const answer = data.name ? await begin(data) : await round();
    self.postMessage(answer);
  };
}
