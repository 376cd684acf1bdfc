import { Desk } from "../../../static/js/console/desk.js";
import { Keys } from "../../../static/js/console/keys.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { clock as systemClock } from "../../../static/js/lib/clock.js";
import { Transcript } from "../../../static/js/e2ee/transcript.js";
import { fromBase64url } from "../../../static/js/e2ee/bytes.js";
import { sealPayload } from "../../../static/js/lib/payloads.js";
import { FakeLink } from "../lib/fakes.js";
import { settled } from "../lib/fakes.js";
import { FakeOffice } from "./fake-office.js";

export const WORDS = "een twee drie vier vijf zes zeven";

export class OfficeLink extends FakeLink {
  started = 0;

  /* answers(c): the frame that a claim is answered with. */
  constructor(answers = () => null) {
    super();
    this.answers = answers;
  }

  send(frame) {
    const answer = super.send(frame) && frame.type === "claim" && this.answers(frame.c);
    if (answer) queueMicrotask(() => this.hears(answer));
    return this.state === "open";
  }

  start() {
    this.started += 1;
  }

  stop() {}
}

export async function ana(office) {
  const api = office.api("ana");
  const keys = new Keys({ api, slug: "chat" });
  await keys.load();
  await keys.create(WORDS);
  await keys.unlock(WORDS);
  await keys.makeTeamKey();
  return { api, keys, claim: (c) => office.claim("ana", c) };
}

export async function openDesk({ api, keys, claim }) {
  const link = new OfficeLink(claim);
  const clock = { ...systemClock, ahead: 0, now: () => Date.now() + clock.ahead };
  const desk = new Desk({ api, keys, url: "", makeLink: () => link, clock });
  await desk.open();
  return { clock, desk, link };
}

export async function claimed() {
  const office = new FakeOffice();
  const me = await ana(office);
  const visitor = await office.visitorComes();
  const { clock, desk, link } = await openDesk(me);
  await desk.claim(visitor.c);
  // The list is asked a moment later; however long that takes here.
  while (!desk.hand.get(visitor.c)) await new Promise((done) => setTimeout(done, 20));
  await settled();
  const transcript = await Transcript.start(visitor.kc, visitor.conv, VISITOR);
  return { office, me, clock, desk, link, visitor: { ...visitor, transcript } };
}

export async function says(visitor, link, n, b) {
  const { env } = await sealPayload(visitor.transcript, VISITOR, { t: "text", b });
  await visitor.transcript.accept(fromBase64url(env));
  link.hears({ type: "events", c: visitor.c, prev: n - 1, items: [{ n, kind: "message", env }] });
  await settled();
}

export const event = (link, c, n, kind) =>
  link.hears({ type: "events", c, prev: n - 1, items: [{ n, kind }] });
