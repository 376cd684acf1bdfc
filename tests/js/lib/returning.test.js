import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "../../../static/js/lib/visitor/follow.js";
import { BEGIN } from "../../../static/js/lib/visitor/talk-state.js";
import { told as next } from "../../../static/js/lib/visitor/talk-state.js";
import { makeTalk } from "./fake-talk.js";
import { settled } from "./fakes.js";

const RETURNED = ["claimed", "ended", "returned"].map((kind, i) => ({ n: i + 1, kind }));

async function joins({ c, link, events }, items) {
  link.becomes("waiting");
  link.becomes("open", [[c, items.length]]);
  await events(0, ...items);
}

test("an end in the history that was followed by a return is not the end", async () => {
  const made = await makeTalk();
  made.link.becomes("waiting");
  const waiting = made.talk.send({ t: "text", b: "ik ben terug" });
  await joins(made, RETURNED);
  await settled();
  assert.notEqual(waiting.state, "failed");
  assert.equal(made.link.sent.filter(({ type }) => type === "send").length, 1);
});

test("an end that is the last word closes, in the history as live", async () => {
  const made = await makeTalk();
  await joins(made, RETURNED.slice(0, 2));
  assert.equal(made.talk.send({ t: "text", b: "nog iets" }).state, "failed");
  const live = await makeTalk();
  await live.events(0, { n: 1, kind: "left" });
  assert.equal(live.talk.send({ t: "text", b: "nog iets" }).state, "failed");
});

test("a return while the page looks on opens again what had closed", async () => {
  const { events, talk } = await makeTalk();
  await events(0, { n: 1, kind: "ended" });
  await events(1, { n: 2, kind: "returned" });
  assert.equal(talk.send({ t: "text", b: "hoi" }).state, "sending");
});

test("everything that comes live makes the screen current again, half a history does not", async () => {
  const made = await makeTalk();
  const count = () => made.told.filter(([name]) => name === "current").length;
  const before = count();
  await made.events(0, { n: 1, kind: "claimed" });
  assert.equal(count(), before + 1);
  made.link.becomes("open", [[made.c, 3]]);
  await made.events(1, { n: 2, kind: "ended" });
  assert.equal(count(), before + 1);
  await made.events(2, { n: 3, kind: "returned" });
  assert.equal(count(), before + 2);
});

test("a visitor's page goes on after a return, and after nothing else", () => {
  const steps = (...names) => names.reduce((state, name) => next(state, name), BEGIN).phase;
  assert.equal(steps("claimed", "ended", "returned"), "returned");
  assert.equal(steps("claimed", "ended", "returned", "claimed"), "claimed");
  assert.equal(steps("claimed", "ended", "wrote"), "over");
});

async function heardBy({ talk, link }) {
  const heard = [];
  const note = (name) => (what) => heard.push(name === "told" ? what : name);
  const names = ["item", "told", "typing", "alert", "full", "over", "line", "current"];
  follow({ talk, link }, Object.fromEntries(names.map((name) => [name, note(name)])));
  return heard;
}

test("a conversation that is full is not a broken page", async () => {
  const made = await makeTalk();
  const heard = await heardBy(made);
  made.link.hears({ type: "refused", c: made.c, code: "full", again: false });
  assert.deepEqual(heard, ["full"]);
  made.link.hears({ type: "refused", c: made.c, code: "not_yours", again: false });
  assert.deepEqual(heard, ["full", "over"]);
});

test("a visitor is told once that something may be missing", async () => {
  const made = await makeTalk();
  const heard = await heardBy(made);
  for (const n of [1, 2]) await made.events(n - 1, { n, kind: "message", env: "not base64!" });
  assert.equal(heard.filter((name) => name === "alert").length, 1);
});

test("what the visitor wrote before a reload took a proposal back, as it did then", async () => {
  for (const payload of [{ t: "text", b: "nog iets" }, { t: "decline" }]) {
    const made = await makeTalk({ past: 2 });
    const heard = await heardBy(made);
    await made.events(0, { n: 1, kind: "end_proposed" }, await made.fromBefore(2, payload));
    assert.deepEqual(
      heard.filter((name) => name !== "item" && name !== "current"),
      ["end_proposed", "wrote"],
    );
  }
});

test("a new proposal stands, also when what was said before it turns out to be seen", async () => {
  const made = await makeTalk({ past: 2 });
  const heard = await heardBy(made);
  const said = await made.fromBefore(1, { t: "text", b: "nog iets" });
  await made.events(0, said, { n: 2, kind: "end_proposed" });
  await made.events(2, await made.fromAna(3, { t: "text", b: "goed" }));
  assert.equal(heard.filter((name) => name === "item").length, 3);
  assert.deepEqual(
    heard.filter((name) => name === "wrote" || name === "end_proposed"),
    ["wrote", "end_proposed"],
  );
});
