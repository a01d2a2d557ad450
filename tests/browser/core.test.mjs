// The connection and the history without a browser: a scripted server, a clock that the test moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle, Clock } from "./clock.mjs";

const { openConversation } = await bundle("talk/conversation.ts");
const { makeHistory } = await bundle("talk/history.ts");
const { nextDelay } = await bundle("talk/link.ts");
const { readFrame } = await bundle("talk/protocol.ts");

const clinic = { name: "Clinic", phone: "+1 555 0100" };

// One store for several tabs, as the browser's storage is: others hear of every change a little later.
class Store {
  text;
  watchers = new Set();
  constructor(clock) {
    this.clock = clock;
  }
  tab() {
    const mine = {};
    const tell = () => {
      for (const one of this.watchers) if (one.mine !== mine) this.clock.plan(() => one.signal.aborted || one.changed(), 3);
    };
    return {
      kept: true,
      read: () => this.text && JSON.parse(this.text),
      write: (saved) => ((this.text = JSON.stringify(saved)), tell()),
      remove: () => ((this.text = undefined), tell()),
      watch: (changed, signal) => this.watchers.add({ mine, changed, signal }),
    };
  }
}

// A server with sessions that survive, or not.
class Server {
  sessions = new Map();
  heard = [];
  up = true;
  mute = () => false;
  constructor(clock) {
    this.clock = clock;
    clock.connect = () => this.up;
    clock.heard = (socket, frame) => this.take(socket, frame);
  }
  take(socket, frame) {
    this.heard.push(frame);
    if (this.mute(frame, socket)) return;
    if (frame.type === "hello") {
      const resumed = this.sessions.has(frame.session);
      const token = resumed ? frame.session : `${this.heard.length.toString().padStart(8, "0")}-session`;
      if (!resumed) this.sessions.set(token, { replies: [], byId: new Map() });
      socket.token = token;
      socket.say({ type: "welcome", session: token, resumed, clinic, greeting: [], notice: "", choices: [] });
      for (const reply of this.sessions.get(token).replies) if (resumed && reply.seq > (frame.last_seq ?? 0)) socket.say(reply);
    } else if (frame.type === "erase" || frame.type === "feedback") {
      if (frame.type === "erase") this.sessions.delete(socket.token);
      socket.say({ type: "done", in_reply_to: frame.id });
    } else {
      socket.say(this.answer(this.sessions.get(socket.token), frame));
    }
  }
  answer(session, { id, text }) {
    if (!session.byId.has(id)) {
      const reply = { type: "reply", seq: session.replies.length + 1, in_reply_to: id, kind: "answer", blocks: [{ type: "paragraph", spans: [{ text: `re ${text}` }] }], choices: [], urgency: "none" };
      session.replies.push(reply);
      session.byId.set(id, reply);
    }
    return session.byId.get(id);
  }
  kill() {
    this.up = false;
    this.clock.closeAll();
  }
}

function scene() {
  const clock = new Clock();
  const server = new Server(clock);
  const store = new Store(clock);
  const tab = () => {
    const told = { arrived: [], status: [] };
    const conversation = openConversation("http://server.example/", "demo", "en", store.tab(), {
      changed: (arrived) => told.arrived.push(...arrived.map((item) => item.id)),
      welcome() {}, status: (status) => told.status.push(status),
    });
    conversation.start();
    conversation.told = told;
    return conversation;
  };
  return { clock, server, store, tab };
}

const lines = ({ history }) => history.items.map((item) => item.text ?? item.reply.blocks[0].spans[0].text);

test("what is said at once is answered once, in order, each reply below its message", () => {
  const { clock, tab } = scene();
  const a = tab();
  for (const word of ["one", "two", "three"]) a.say(word);
  clock.advance(1000);
  assert.deepEqual(lines(a), ["one", "re one", "two", "re two", "three", "re three"]);
  clock.restore();
});

test("one message is under way at a time", () => {
  const { clock, server, tab } = scene();
  server.mute = (frame) => frame.type === "message";
  const a = tab();
  for (const word of ["one", "two", "three"]) a.say(word);
  clock.advance(3000);
  assert.equal(server.heard.filter((frame) => frame.type === "message").length, 1);
  clock.restore();
});

test("through any kill, with a server that remembers and one that does not, nothing is lost, doubled or reordered", () => {
  for (const remembers of [true, false]) {
    for (let moment = 1; moment <= 40; moment++) {
      const { clock, server, tab } = scene();
      const tabs = [tab(), tab(), tab()];
      clock.advance(100);
      tabs[0].say("hello");
      clock.advance(1000);
      for (let i = 1; i <= 6; i++) tabs[i % 3].say(`n${i}`);
      clock.advance(moment);
      server.kill();
      if (!remembers) server.sessions.clear();
      tabs[0].say("while away");
      clock.advance(700);
      server.up = true;
      clock.advance(20_000);
      for (const one of tabs) {
        const all = lines(one);
        assert.equal(all.length, 16, `moment ${moment}, remembers ${remembers}: ${all}`);
        for (let i = 0; i < all.length; i += 2) assert.equal(all[i + 1], `re ${all[i]}`);
        assert.equal(new Set(all).size, 16);
        assert.equal(new Set(one.told.arrived).size, one.told.arrived.length);
        assert.deepEqual(all, lines(tabs[0]), "the same in every tab");
        // A server that forgets may give each tab a new session: then only the pairs are in order.
        if (remembers) assert.ok(all.indexOf("n3") < all.indexOf("n6") && all.indexOf("n1") < all.indexOf("n4"), "in order");
      }
      for (const one of tabs) one.stop();
      clock.restore();
    }
  }
});

test("however much is said to a slow server, it is asked once whether it is there, and nothing is refused", () => {
  const { clock, server, tab } = scene();
  const a = tab();
  clock.advance(5000);
  server.mute = () => true;
  const before = server.heard.length;
  const items = Array.from({ length: 10 }, (_, i) => a.say(`n${i}`));
  clock.advance(100);
  assert.equal(server.heard.slice(before).filter(({ type }) => type === "hello").length, 1);
  server.mute = () => false;
  clock.advance(30_000);
  assert.ok(items.every((item) => item.answer && !item.refused));
  clock.restore();
});

test("a closed tab's message is sent by another tab", () => {
  const { clock, server, tab } = scene();
  const [a, b] = [tab(), tab()];
  clock.advance(100);
  a.say("first");
  clock.advance(500);
  server.mute = (frame) => frame.text === "orphan";
  a.say("orphan");
  a.stop();
  server.mute = () => false;
  clock.advance(30_000);
  assert.deepEqual(lines(b), ["first", "re first", "orphan", "re orphan"]);
  clock.restore();
});

test("a limit of the server is waited for, a refusal is shown and can be tried again", () => {
  const { clock, server, tab } = scene();
  const a = tab();
  clock.advance(100);
  let code = "rate_limited";
  server.mute = (frame, socket) => {
    if (frame.type !== "message" || !code) return false;
    socket.say({ type: "error", code, message: "no", in_reply_to: frame.id });
    return true;
  };
  a.say("patience");
  for (code of ["rate_limited", "busy", "not_stored"]) clock.advance(2500);
  assert.equal(a.history.items[0].place, 0, "still waiting");
  code = "";
  clock.advance(3000);
  assert.deepEqual(lines(a), ["patience", "re patience"]);
  code = "bad_field";
  const item = a.say("refused");
  clock.advance(1000);
  assert.equal(item.refused, true);
  a.say("next");
  code = "";
  clock.advance(100);
  a.again(item);
  clock.advance(3000);
  assert.equal(item.refused, false);
  clock.restore();
});

test("an answer that could not be kept is shown at once, and once, while its message is sent again", () => {
  const { clock, server, store, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.say("hello");
  clock.advance(1000);
  let kept = false;
  const content = { kind: "urgent", blocks: [{ type: "paragraph", spans: [{ text: "Call now" }] }], choices: [], urgency: "urgent" };
  server.mute = (frame, socket) => {
    if (frame.type !== "message" || kept) return false;
    socket.say({ type: "error", code: "not_stored", message: "no", in_reply_to: frame.id, reply: content });
    return true;
  };
  const item = a.say("it hurts");
  a.say("and then");
  clock.advance(4000);
  assert.deepEqual(lines(a), ["hello", "re hello", "it hurts", "Call now", "and then"]);
  assert.ok(a.history.items[3].early, "it is not kept");
  assert.equal(item.place, 0, "and the message still waits");
  assert.ok(server.heard.filter((frame) => frame.id === item.id).length >= 2, "and is sent again");
  assert.ok(!store.text.includes("Call now"));
  assert.deepEqual(lines(b), ["hello", "re hello", "it hurts", "and then"]);
  kept = true;
  clock.advance(5000);
  for (const one of [a, b]) assert.deepEqual(lines(one), ["hello", "re hello", "it hurts", "re it hurts", "and then", "re and then"]);
  assert.ok(a.history.items[3].told, "nobody has to read it out again");
  assert.ok(!b.history.items[3].told);
  clock.restore();
});

test("what was asked of an erased conversation is not asked of the next one", () => {
  const { clock, server, tab } = scene();
  const a = tab();
  a.say("secret");
  clock.advance(1000);
  server.mute = (frame) => frame.type === "erase" || frame.type === "feedback";
  a.rate(a.history.items[1], true);
  a.forget();
  clock.advance(3000);
  server.kill();
  server.mute = () => false;
  server.up = true;
  clock.advance(5000);
  const before = server.heard.length;
  a.say("a new start");
  clock.advance(1000);
  server.kill();
  server.up = true;
  clock.advance(5000);
  assert.deepEqual(server.heard.slice(before).filter(({ type }) => type === "erase" || type === "feedback"), []);
  assert.deepEqual(lines(a), ["a new start", "re a new start"]);
  clock.restore();
});

test("a message that is never answered is refused in the end, and the next one goes on", () => {
  const { clock, server, tab } = scene();
  const a = tab();
  clock.advance(100);
  server.mute = (frame) => frame.text === "poison";
  const item = a.say("poison");
  a.say("next");
  clock.advance(120_000);
  assert.equal(item.refused, true);
  assert.ok(lines(a).includes("re next"));
  clock.restore();
});

test("silence is noticed, also after the laptop slept", () => {
  const { clock, server, tab } = scene();
  const a = tab();
  clock.advance(100);
  server.mute = () => true;
  clock.advance(35_000);
  assert.ok(a.told.status.includes("offline"));
  server.mute = () => false;
  clock.advance(15_000);
  assert.equal(a.told.status.at(-1), "open");
  server.mute = () => true;
  clock.now += 3_600_000;
  clock.window.fire("focus");
  clock.advance(6000);
  server.mute = () => false;
  clock.advance(15_000);
  a.say("awake");
  clock.advance(1000);
  assert.deepEqual(lines(a), ["awake", "re awake"]);
  clock.restore();
});

test("nothing is stored before the first message, and nothing is left after forget", () => {
  const { clock, server, store, tab } = scene();
  const [a, b] = [tab(), tab()];
  clock.advance(1000);
  assert.equal(store.text, undefined);
  a.say("remember me");
  clock.advance(1000);
  assert.ok(store.text.includes("remember me"));
  a.forget();
  assert.ok(!store.text.includes("remember me"), "no words are left while the server is told");
  clock.advance(2000);
  assert.equal(store.text, undefined);
  assert.ok(server.heard.some((frame) => frame.type === "erase"));
  assert.deepEqual([lines(a), lines(b)], [[], []]);
  b.say("a new start");
  clock.advance(1000);
  assert.deepEqual(lines(a), ["a new start", "re a new start"]);
  clock.restore();
});

test("an erasure that was begun offline is finished by the next page", () => {
  const { clock, server, store, tab } = scene();
  const a = tab();
  a.say("secret");
  clock.advance(1000);
  server.kill();
  a.forget();
  clock.advance(500);
  a.stop();
  server.up = true;
  const b = tab();
  clock.advance(3000);
  assert.equal(store.text, undefined);
  assert.equal(server.heard.filter((frame) => frame.type === "erase").length, 1);
  assert.deepEqual(lines(b), []);
  clock.restore();
});

test("an erasure ends on a server that knows no such frame", () => {
  const { clock, server, store, tab } = scene();
  const a = tab();
  a.say("secret");
  clock.advance(1000);
  server.mute = (frame, socket) => frame.type === "erase" && (socket.say({ type: "error", code: "unknown_type", message: "" }), true);
  a.forget();
  clock.advance(3000);
  assert.equal(store.text, undefined);
  clock.restore();
});

test("joining two histories in either order gives the same", () => {
  const reply = (seq, id) => ({ type: "reply", seq, in_reply_to: id, kind: "answer", blocks: [], choices: [], urgency: "none" });
  const make = (ids, answered) => {
    const history = makeHistory();
    history.begin("session-a");
    ids.forEach((id, at) => history.put({ id, at: 100 + at, place: 0, text: id }));
    for (const [seq, id] of answered) history.add(reply(seq, id), 500 + seq);
    return history;
  };
  const one = () => make(["a", "b", "c"], [[1, "a"]]);
  const two = () => make(["b", "c", "d"], [[2, "c"], [3, "b"]]);
  const [left, right] = [one(), two()];
  left.join(two().saved(0));
  right.join(one().saved(0));
  const shown = (history) => history.items.map((item) => item.id);
  assert.deepEqual(shown(left), shown(right));
  assert.deepEqual(shown(left).filter((id) => id.length === 1), ["a", "c", "b", "d"]);
  assert.equal(left.last, 3);
  left.join(right.saved(0));
  assert.deepEqual(shown(left), shown(right), "and again changes nothing");
});

test("delays grow, are spread, and stay short while a visitor waits", () => {
  assert.ok(nextDelay(0, 0) >= 250 && nextDelay(0, 1) <= 1000);
  for (let n = 1; n < 90; n++) assert.ok(nextDelay(n, 1) <= 2000);
  assert.equal(nextDelay(500, 1), 30_000);
  assert.ok(nextDelay(500, 0) < nextDelay(500, 1) / 2);
});

test("frames that cannot be used are passed over, and large ones are cut", () => {
  for (const bad of ["", "x", "null", "7", "[]", '{"type":"reply"}', '{"type":"reply","seq":0}', '{"type":"reply","seq":1.5}', '{"type":"reply","seq":1e308}', undefined, new Blob()])
    assert.notEqual(readFrame(bad)?.type, "reply", String(bad));
  const long = readFrame(JSON.stringify({ type: "reply", seq: 1, blocks: [{ type: "paragraph", spans: [{ text: "x".repeat(1 << 20) }] }] }));
  assert.ok(JSON.stringify(long).length < 30_000);
});
