/* People of one chaos run, in one process that can be frozen or killed: commands come in
   as lines of JSON, and what the pages show goes out the same way. */
import readline from "node:readline";
import "./hurry.js";
import { Browser } from "./browser.js";
import { remove } from "./broken.js";
import { Counsellor } from "./counsellor.js";
import { Visitor } from "./visitor.js";

const people = new Map();
remove(process.argv[2]);

function say(facts) {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}

function arrive({ who, page, kind, origin, port, ...secrets }) {
  const tell = (did, facts) => say({ who, page, did, ...facts });
  const heard = ({ type, c, stream, ctr, n }) =>
    type === "ack" && tell("acked", { c, stream, ctr, n });
  const browser = new Browser({ origin, port, heard });
  const facts = { name: `${who}.${page}`, browser, origin, tell, ...secrets };
  browser.run(() => {
    const person = kind === "visitor" ? new Visitor(facts) : new Counsellor(facts);
    people.set(who, { browser, person, page, opened: false });
    person.open().then(() => {
      people.get(who).opened = true;
    });
  });
}

function report({ id }) {
  const pages = [...people].map(([who, { person, page, opened }]) => {
    return { who, page, opened, ...person.report };
  });
  say({ did: "report", id, pages });
}

function ask({ who, act, ...facts }) {
  const { browser, person } = people.get(who) ?? {};
  if (!browser) return;
  if (act === "wake") browser.back();
  else browser.run(() => person[act]?.(facts.turn));
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.act === "arrive") arrive(command);
  else if (command.act === "report") report(command);
  else ask(command);
}
process.exit();
