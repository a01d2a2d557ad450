// A browser without a browser: the widget's own modules in Node, on a clock that a test moves.
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./stage.mjs";

const require = createRequire(new URL("../../adapters/widget/package.json", import.meta.url));

// A module of the widget, bundled for Node.
export async function bundle(name) {
  const { outputFiles } = await require("esbuild").build({
    entryPoints: [join(root, "adapters/widget/src", name)], bundle: true, format: "esm", write: false, loader: { ".css": "text" },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}#${Math.random()}`);
}

class Bus {
  handlers = [];
  add = (name, on, { signal } = {}) => this.handlers.push([name, on, signal]);
  fire = (name, event = {}) => this.handlers.filter((one) => one[0] === name && !one[2]?.aborted).forEach((one) => one[1](event));
}

export class Clock {
  now = 1_700_000_000_000;
  timers = new Map();
  next = 1;
  sockets = new Set();
  window = new Bus();
  document = Object.assign(new Bus(), { hidden: false });
  // Whether an attempt to connect succeeds; `socket` is then the server's end.
  connect = () => true;

  // Takes the place of the browser's globals, until restore().
  constructor() {
    const clock = this;
    const own = {
      addEventListener: clock.window.add,
      document: { get hidden() { return clock.document.hidden; }, addEventListener: clock.document.add },
      fetch: async () => {
        throw new Error("nothing but WebSockets here");
      },
      location: { origin: "http://server.example" },
      setTimeout: (run, ms = 0) => clock.plan(run, ms), clearTimeout: (id) => clock.timers.delete(id),
      setInterval: (run, ms) => clock.plan(run, ms, ms), clearInterval: (id) => clock.timers.delete(id),
      WebSocket: class {
        readyState = 0;
        sent = [];
        constructor() {
          const good = clock.connect(this);
          clock.plan(() => {
            if (this.readyState === 3) return;
            this.readyState = good ? 1 : 3;
            if (good) clock.sockets.add(this);
            (good ? this.onopen : this.onclose)?.({});
          }, 5);
        }
        send(text) {
          this.sent.push(JSON.parse(text));
          clock.plan(() => this.readyState === 1 && clock.heard?.(this, JSON.parse(text)), 1);
        }
        say(frame) {
          clock.plan(() => this.readyState === 1 && this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) }), 1);
        }
        close() {
          this.readyState = 3;
          clock.sockets.delete(this);
        }
      },
    };
    const before = Object.fromEntries(Object.keys(own).map((name) => [name, globalThis[name]]));
    const { now } = Date;
    Object.assign(globalThis, own);
    Date.now = () => clock.now;
    this.restore = () => {
      Object.assign(globalThis, before);
      Date.now = now;
    };
  }

  plan(run, ms, every) {
    this.timers.set(this.next, { at: this.now + Math.max(0, ms), run, every });
    return this.next++;
  }

  advance(ms) {
    const end = this.now + ms;
    for (;;) {
      let due;
      for (const [id, timer] of this.timers) if (timer.at <= end && (!due || timer.at < due[1].at)) due = [id, timer];
      if (!due) break;
      const [id, timer] = due;
      this.now = Math.max(this.now, timer.at);
      if (timer.every) timer.at += timer.every;
      else this.timers.delete(id);
      timer.run();
    }
    this.now = end;
  }

  // The server dies: every connection closes.
  closeAll() {
    for (const socket of [...this.sockets]) {
      socket.readyState = 3;
      this.sockets.delete(socket);
      socket.onclose?.({});
    }
  }
}
