import { toBase64url } from "../../e2ee/bytes.js";
import { newConversation } from "../../e2ee/conversation.js";
import { trustedNow } from "../../e2ee/teamkey.js";
import { trustedTeamKey } from "../../e2ee/teamkey.js";

const TRIES = 3;
/* That trying again at once does not change. */
const OTHER_REASONS = new Set(["elsewhere", "later"]);

export class NotOpened extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

function check({ status }, good) {
  if (status === good) return;
  if (status === 503) throw new NotOpened("closed");
  throw new NotOpened(status === 0 ? "offline" : "failed");
}

/* The team's key, checked, or the reason why no chat can begin. Never a plain fallback. */
export async function fetchTeam(api, clock) {
  const answer = await api.team();
  check(answer, 200);
  const deviceS = clock.now() / 1000;
  const serverS = Number.isFinite(answer.serverS) ? answer.serverS : deviceS;
  const { now, wrong } = trustedNow(deviceS, serverS);
  const key = await trustedTeamKey(answer.body, now);
  return { key, desk: answer.body.desk, clockIsWrong: wrong };
}

/* A new conversation on the server: {kc, conv}. A key that changed meanwhile is fetched again. */
export async function openConversation(api, clock) {
  for (let tries = TRIES; ; tries -= 1) {
    const { key } = await fetchTeam(api, clock);
    const { kc, conv, wrap } = await newConversation(key);
    const { slug: team, ver, suite } = key;
    const opening = { conv: toBase64url(conv), team, ver, suite, wrap: toBase64url(wrap) };
    const answer = await api.start(opening);
    if (answer.status === 201) return { kc, conv };
    kc.fill(0);
    if (OTHER_REASONS.has(answer.body.code)) throw new NotOpened(answer.body.code);
    if (answer.status !== 409 || tries === 1) check(answer, 201);
  }
}
