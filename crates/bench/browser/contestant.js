// The page around a contestant of `cargo xtask bench` in a browser: it starts the worker and asks it for rounds. What is
// answered is what the contestants that are programs say: see crates/bench/src/main.rs.

let worker;

function ask(message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(message);
  });
}

async function begin(name, capture) {
  worker = new Worker("worker.js", { type: "module" });
  return ask({ name, capture });
}
