import { fromBase64url } from "../../../static/js/e2ee/bytes.js";
import { random } from "../../../static/js/e2ee/bytes.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { conversationId } from "../../../static/js/e2ee/conversation.js";
import { TEAM } from "../../../static/js/e2ee/conversation.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { Transcript } from "../../../static/js/e2ee/transcript.js";
import { Conversation } from "../../../static/js/lib/conversation.js";
import { sealPayload } from "../../../static/js/lib/payloads.js";
import { FakeClock } from "./fakes.js";
import { FakeLink } from "./fakes.js";
import { settled } from "./fakes.js";

const NAMES = ["item", "control", "server", "alert", "typing", "over", "current"];

/* A visitor's conversation with a counsellor, Ana, at the other end of a fake line;
   `past` events of it are there already. */
export async function makeTalk({ heads = [], past = 0 } = {}) {
  const kc = random(32);
  const conv = await conversationId(kc);
  const c = toBase64url(conv);
  const link = new FakeLink();
  const transcript = await Transcript.start(kc, conv, VISITOR);
  const clock = new FakeClock();
  const talk = new Conversation({ c, role: VISITOR, transcript, link, clock });
  const ana = await Transcript.start(kc, conv, TEAM);
  const told = [];
  for (const name of NAMES) {
    talk.addEventListener(name, ({ detail }) => told.push([name, structuredClone(detail)]));
  }
  const events = async (prev, ...items) => {
    link.hears({ type: "events", c, prev, items });
    await settled();
  };
  const from = (sender, role) => async (n, payload) => {
    const { env } = await sealPayload(sender, role, payload);
    await ana.accept(fromBase64url(env));
    return { n, kind: "message", env };
  };
  const fromAna = from(ana, TEAM);
  const fromBefore = from(await Transcript.start(kc, conv, VISITOR), VISITOR);
  link.becomes("open", past ? [[c, past]] : heads);
  await settled();
  return { ana, c, clock, events, fromAna, fromBefore, link, talk, told };
}

export const texts = (told) =>
  told.filter(([name]) => name === "item").map(([, { payload, state }]) => [payload.b, state]);
