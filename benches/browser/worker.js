// The worker around the wasm of src/bin/bench_worker.rs. Milliseconds of a browser's clock become nanoseconds.

import init from "./bench_worker.js";

const nanoseconds = (start) => Math.round((performance.now() - start) * 1e6);

// A name that begins with "warm " is that of a contestant which does first what the page's worker does when it starts.
async function begin({ name: asked, capture }) {
  const name = asked.replace(/^warm /, "");
  const start = performance.now();
  await init();
  const time = nanoseconds(start);
  if (name !== asked) self.warmUp();
  const bytes = new Uint8Array(await (await fetch(capture)).arrayBuffer());
  if (!self.prepare(name, bytes)) throw new Error(`There is no contestant ${name}.`);
  return `${time}`;
}

function round() {
  const start = performance.now();
  self.work();
  const time = nanoseconds(start);
  return `${time}\t${self.count()}`;
}

self.onmessage = async ({ data }) => {
  const answer = data.name ? await begin(data) : round();
  self.postMessage(answer);
};
