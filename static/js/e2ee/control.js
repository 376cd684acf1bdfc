/** What a payload may say: closed types, closed fields, and who may say it. */
import { need } from "./errors.js";
import { TEXT_LIMIT } from "./text.js";
import { tidyText } from "./text.js";

const NAME_LIMIT = 40;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

export const CHOICES = Object.freeze({
  for: ["self", "other", "work"],
  age: ["under-12", "12-13", "14-15", "16-17", "18-22", "23-27", "28-up", "unsaid"],
  topics: ["pressure", "debt", "afraid", "stop", "name-used", "asked", "worried", "other"],
  safe: ["yes", "unsure", "no"],
  to: ["colleague", "team"],
  answer: ["yes", "some", "no"],
});

function text(limit, pattern) {
  return (value) => {
    need(typeof value === "string", "payload");
    const tidy = tidyText(value);
    const length = Array.from(tidy).length;
    need(length >= 1 && length <= limit, "payload");
    need(pattern === undefined || pattern.test(tidy), "payload");
    return tidy;
  };
}

function choice(options) {
  return (value) => {
    need(options.includes(value), "payload");
    return value;
  };
}

function choices(options) {
  return (value) => {
    need(Array.isArray(value) && new Set(value).size === value.length, "payload");
    return value.map(choice(options));
  };
}

// The last moment a Date can hold: a later one would break whoever shows it.
const LAST_MOMENT = 8.64e15;

function moment(value) {
  need(Number.isSafeInteger(value) && value >= 0 && value <= LAST_MOMENT, "payload");
  return value;
}

const name = text(NAME_LIMIT, /^[^\n]+$/);
const language = text(35, LANGUAGE);
const answer = choice(CHOICES.answer);

const VISITOR = [1];
const TEAM = [2];
const BOTH = [1, 2];

/** `needed` must be there, `may` can be; `at` (milliseconds) fits everywhere. */
const TYPES = {
  text: { kind: 1, roles: BOTH, needed: { b: text(TEXT_LIMIT) }, may: { n: name, l: language } },
  pre: {
    kind: 3,
    roles: VISITOR,
    needed: { for: choice(CHOICES.for) },
    may: {
      n: name,
      age: choice(CHOICES.age),
      topics: choices(CHOICES.topics),
      safe: choice(CHOICES.safe),
      l: language,
    },
  },
  joined: { kind: 3, roles: TEAM, needed: { n: name }, may: {} },
  left: { kind: 3, roles: TEAM, needed: { n: name }, may: {} },
  offer: { kind: 3, roles: TEAM, needed: { to: choice(CHOICES.to), n: name }, may: {} },
  accept: { kind: 3, roles: VISITOR, needed: {}, may: {} },
  decline: { kind: 3, roles: VISITOR, needed: {}, may: {} },
  lead: { kind: 3, roles: TEAM, needed: { n: name }, may: {} },
  "end-proposed": { kind: 3, roles: TEAM, needed: {}, may: {} },
  end: { kind: 3, roles: BOTH, needed: {}, may: {} },
  feedback: { kind: 3, roles: VISITOR, needed: {}, may: { helped: answer, next: answer } },
};

function typeOf(name) {
  need(Object.keys(TYPES).includes(name), "payload");
  return TYPES[name];
}

export function kindOf(name) {
  return typeOf(name).kind;
}

/** A clean copy in the table's order; anything outside the table is refused. */
export function checkPayload(kind, role, payload) {
  need(typeof payload === "object" && payload !== null && !Array.isArray(payload), "payload");
  const type = typeOf(payload.t);
  need(type.kind === kind && type.roles.includes(role), "payload");
  const fields = { ...type.needed, ...type.may, at: moment };
  const given = Object.keys(payload).filter((key) => key !== "t");
  const known = Object.keys(fields);
  need(
    given.every((key) => known.includes(key)),
    "payload",
  );
  need(
    Object.keys(type.needed).every((key) => given.includes(key)),
    "payload",
  );
  const present = known.filter((key) => given.includes(key));
  return {
    t: payload.t,
    ...Object.fromEntries(present.map((key) => [key, fields[key](payload[key])])),
  };
}
