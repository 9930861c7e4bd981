// What `cargo xtask bench page` runs in the built page, before the page's own scripts: it watches, and does what a
// person would do. Nothing of it is in the page that is published.

(() => {
  // Of this load of the page: the browser may keep the last one, and its workers.
  const name = `bench ${performance.timeOrigin}`;

  // The worker's script is wrapped, so that it can be asked how large its memory is.
  const asked = `
    const { instantiateStreaming } = WebAssembly;
    let memory;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiateStreaming.apply(WebAssembly, given);
      memory = made.instance.exports.memory;
      return made;
    };
    new BroadcastChannel("${name}").onmessage = ({ data, target }) => {
      if (data === "memory?") target.postMessage(memory?.buffer.byteLength ?? 0);
    };`;
  const RealBlob = window.Blob;
  window.Blob = class extends RealBlob {
    constructor(parts, options) {
      const address = /^import (".*");$/.exec(parts?.[0] ?? "");
      super(address ? [`${asked}\nawait import(${address[1]});`] : parts, options);
    }
  };

  const grid = () => document.querySelector(".capture .windowed");
  const isOver = () => !document.querySelector("main.intake") && !document.querySelector(".progress");

  // As soon as something is so, to the task in which it comes to be.
  function until(holds) {
    return new Promise((resolve) => {
      if (holds()) return resolve(performance.now());
      const observer = new MutationObserver(() => {
        if (!holds()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { childList: true, subtree: true, attributes: true });
    });
  }

  // The longest task of this thread, and the longest time between two frames, for as long as something lasts.
  function watch() {
    const seen = { task: 0, gap: 0, frames: 0, start: performance.now() };
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
    });
    observer.observe({ type: "longtask" });
    let last = performance.now();
    let goesOn = true;
    requestAnimationFrame(function frame(now) {
      seen.gap = Math.max(seen.gap, now - last);
      seen.frames += 1;
      last = now;
      if (goesOn) requestAnimationFrame(frame);
    });
    return async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      goesOn = false;
      observer.disconnect();
      seen.time = performance.now() - seen.start;
      return seen;
    };
  }

  // Scrolls the table that shows, from end to end and in small steps, a step a frame, while something holds.
  async function scroll(goesOn) {
    for (let step = 0; goesOn(step); step += 1) {
      const list = grid();
      if (list) {
        const range = list.scrollHeight - list.clientHeight;
        list.scrollTop = step % 8 < 6 ? list.scrollTop + 300 : (range * ((step * 37) % 101)) / 101;
      }
      await new Promise(requestAnimationFrame);
    }
  }

  const micro = (milliseconds) => Math.round(milliseconds * 1000);

  window.bench = {
    async ready() {
      await until(() => !document.getElementById("loading") && document.querySelector("input[type=file]"));
      const input = document.querySelector("input[type=file]");
      this.given = new Promise((resolve) => {
        input.addEventListener("change", () => resolve([input.files[0], performance.now()]), { capture: true, once: true });
      });
      // A person takes longer to choose a file; the worker is ready and warm by then.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return "";
    },

    // From the file that was chosen to all of it read.
    async loaded(scrolls) {
      const stop = watch();
      const [file, start] = await this.given;
      this.file = file;
      let goesOn = true;
      if (scrolls) scroll(() => goesOn);
      const end = await until(isOver);
      goesOn = false;
      const { task, gap } = await stop();
      return [end - start, task, gap].map(micro).join("\t");
    },

    // Microseconds of only reading the file: in chunks as the worker does, and as a stream.
    async bare() {
      const source = `onmessage = async ({ data: file }) => {
        const reader = new FileReaderSync();
        const start = performance.now();
        for (let at = 0; at < file.size; at += 4 << 20) reader.readAsArrayBuffer(file.slice(at, at + (4 << 20)));
        const middle = performance.now();
        const stream = file.stream().getReader();
        while (!(await stream.read()).done);
        postMessage([middle - start, performance.now() - middle]);
      };`;
      const worker = new Worker(URL.createObjectURL(new RealBlob([source], { type: "text/javascript" })));
      const times = await new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(this.file);
      });
      worker.terminate();
      return times.map(micro).join("\t");
    },

    // From the pause after the last key to all searched, and how many match.
    async search(text) {
      const input = document.getElementById("capture-search");
      const stop = watch();
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const start = await until(() => document.querySelector(".progress"));
      const end = await until(isOver);
      const { task, gap } = await stop();
      return [end - start, task, gap].map(micro).join("\t");
    },

    // Frames a second, in thousandths, and the longest task while a table scrolls.
    async scroll(tab) {
      document.getElementById(tab).click();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const stop = watch();
      await scroll((step) => step < 240);
      const { task, gap, frames, time } = await stop();
      return [(frames / time) * 1000, task, gap].map(micro).join("\t");
    },

    // Bytes of the memory of the worker and its helper, which never becomes smaller.
    async memory() {
      const channel = new BroadcastChannel(name);
      let all = 0;
      channel.onmessage = ({ data }) => {
        if (typeof data === "number") all += data;
      };
      channel.postMessage("memory?");
      await new Promise((resolve) => setTimeout(resolve, 250));
      return `${all}`;
    },
  };
})();
