import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../../static/js/console/drafts.js";
import { Keys } from "../../../static/js/console/keys.js";
import { Shift } from "../../../static/js/console/shift.js";
import { settled } from "../lib/fakes.js";
import { FakeOffice } from "./fake-office.js";
import { OfficeLink } from "./fake-desk.js";
import { WORDS } from "./fake-desk.js";
import { ana } from "./fake-desk.js";

async function onDuty(office = new FakeOffice()) {
  const { api, keys } = await ana(office);
  const links = [];
  const makeLink = () => {
    links.push(new OfficeLink());
    return links.at(-1);
  };
  const told = [];
  const { ready } = api;
  api.ready = async (is) => {
    told.push(is);
    return ready(is);
  };
  const shift = new Shift({ api, keys, drafts: new Drafts(), url: "", makeLink });
  return { api, links, shift, told };
}

/* Rings until the list was asked for again. */
async function asked(link, desk) {
  const news = new Promise((done) => desk.addEventListener("queue", done, { once: true }));
  link.hears({ type: "beat", heads: [] });
  await news;
}

test("an open vault says so once, and a locked console counts as away", async () => {
  const { links, shift, told } = await onDuty();
  const desk = await shift.begin();
  await desk.open();
  await asked(links[0], desk);
  assert.deepEqual(told, [true]);
  shift.end();
  assert.deepEqual(told, [true, false]);
  assert.equal(shift.unlocked, false);
});

test("what another tab that locked said for all is put right by the tab in use", async () => {
  const office = new FakeOffice();
  const { links, shift, told } = await onDuty(office);
  const desk = await shift.begin();
  await desk.open();
  office.ready.clear();
  await asked(links[0], desk);
  await asked(links[0], desk);
  assert.deepEqual(told, [true, true]);
  shift.end();
  office.ready.add("ana");
  links[0].hears({ type: "queue" });
  await settled();
  assert.deepEqual(told, [true, true, false]);
});

test("what did not get through is said again", async () => {
  const { api, links, shift } = await onDuty();
  const { ready } = api;
  const lost = [new Error("offline")];
  api.ready = async (is) => (lost.length ? Promise.reject(lost.pop()) : ready(is));
  const desk = await shift.begin();
  await desk.open();
  await asked(links[0], desk);
  const { ready: believed } = await api.queue();
  assert.equal(believed, true);
});

test("a page that closes says nothing for the others", async () => {
  const { shift, told } = await onDuty();
  await shift.begin();
  shift.end({ away: false });
  assert.deepEqual(told, []);
});

test("what was locked already does not say so again", async () => {
  const { shift, told } = await onDuty();
  shift.end();
  shift.end();
  assert.deepEqual(told, [false]);
});

test("a second beginning closes the first desk", async () => {
  const { links, shift } = await onDuty();
  const desks = await Promise.all([shift.begin(), shift.begin()]);
  for (const desk of desks) await desk.open();
  assert.equal(shift.desk, desks[1]);
  assert.deepEqual(
    links.map(({ started }) => started),
    [0, 1],
  );
});

test("of two looks at the same time one is told the news", async () => {
  const office = new FakeOffice();
  const me = await ana(office);
  const keys = new Keys({ api: office.api("ivo"), slug: "chat" });
  await keys.load();
  const shift = new Shift({ keys });
  await shift.create(WORDS);
  await me.keys.load();
  const ivo = me.keys.members.find(({ login }) => login === "ivo");
  await me.keys.passOn(ivo, WORDS);
  assert.equal(keys.stage, "wait");
  assert.deepEqual(await Promise.all([shift.refresh(), shift.refresh()]), [true, false]);
  assert.equal(await shift.refresh(), false);
});

test("a lock before the desk is there opens none, and drafts are sealed again", async () => {
  const { links, shift } = await onDuty();
  shift.drafts.keep("a", { text: "half" });
  await shift.drafts.seal(shift.keys.identity);
  const beginning = shift.begin();
  shift.end();
  assert.equal(await beginning, null);
  await settled();
  assert.deepEqual(links, []);
  assert.deepEqual(shift.drafts.take("a"), { text: "", unsent: false });
  assert.equal(shift.drafts.any, true);
});
