// Starts the page, or says why it cannot. The build hook (crates/xtask/src/hook.rs) fills in the two names and
// writes this beside the wasm as boot-HASH.js, since the Content-Security-Policy allows no inline script.

function cannotRun(reason) {
  const message = document.getElementById("cannot-run").content.cloneNode(true);
  message.querySelector("[data-reason]").textContent = `(${reason})`;
  const loading = document.getElementById("loading");
  if (loading) loading.replaceWith(message);
  else document.body.prepend(message);
}

// What is pasted or dropped before the page is here is held, and given to it then.
let early = null;
const hold = (event) => {
  const data = event.clipboardData ?? event.dataTransfer;
  event.preventDefault();
  if (event.type === "dragover") return;
  const text = data.getData("text/plain");
  if (!text && data.files.length === 0) return;
  early = new DataTransfer();
  early.setData("text/plain", text);
  for (const file of data.files) early.items.add(file);
  const loading = document.getElementById("loading");
  if (loading) loading.textContent = "Loading… What you gave is held, and read as soon as the page is here.";
};
const kinds = ["paste", "dragover", "drop"];
for (const kind of kinds) document.addEventListener(kind, hold);
const letGo = () => kinds.forEach((kind) => document.removeEventListener(kind, hold));

function handOver() {
  const options = { bubbles: true, cancelable: true, clipboardData: early };
  // The page takes it once it listens, which is a little after it shows.
  if (document.body.dispatchEvent(new ClipboardEvent("paste", options))) setTimeout(handOver, 10);
}

try {
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  const { default: init } = await import("./__GLUE__");
  await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
  letGo();
  if (early) handOver();
} catch (error) {
  letGo();
  cannotRun(error instanceof Error ? error.message : String(error));
  console.error("KPL Lens could not start:", error);
}
