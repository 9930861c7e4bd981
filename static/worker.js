// Starts the worker. The build hook (crates/xtask/src/hook.rs) fills in the two names and writes this beside the wasm as
// worker-HASH.js. What goes wrong here reaches the page as the worker's error event.

import init from "./__GLUE__";

await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
