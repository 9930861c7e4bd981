// Starts the page, or says why it cannot. The build hook (crates/xtask/src/hook.rs) fills in the two names and
// writes this beside the wasm as boot-HASH.js, since the Content-Security-Policy allows no inline script.

function cannotRun(reason) {
  const message = document.getElementById("cannot-run").content.cloneNode(true);
  message.querySelector("[data-reason]").textContent = `(${reason})`;
  const loading = document.getElementById("loading");
  if (loading) loading.replaceWith(message);
  else document.body.prepend(message);
}

try {
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  const { default: init } = await import("./__GLUE__");
  await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
} catch (error) {
  cannotRun(error instanceof Error ? error.message : String(error));
  console.error("KPL Lens could not start:", error);
}
