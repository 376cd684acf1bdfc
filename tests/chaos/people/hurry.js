import { QueueWatch } from "../../../static/js/console/queue.js";
import { Talk } from "../../../static/js/console/talk.js";
import { Backoff } from "../../../static/js/lib/backoff.js";
import { Link } from "../../../static/js/lib/link.js";
import { Outbox } from "../../../static/js/lib/outbox.js";
import { Polled } from "../../../static/js/lib/polled.js";
import { Ways } from "../../../static/js/lib/ways.js";

const SHORTER = [
  [Link, { READY_MS: 4_000, SILENT_MS: 8_000, ASLEEP_MS: 6_000 }],
  [Backoff, { FIRST_MS: 200, LAST_MS: 3_000, STABLE_MS: 10_000 }],
  [Outbox, { STALLED_MS: 3_000 }],
  [QueueWatch, { AGAIN_MS: 1_000 }],
  [Talk, { ELSEWHERE_MS: 1_000 }],
  [Ways, { PATIENCE_MS: 4_000, SOON_MS: 2_000, AGAIN_MS: 5_000 }],
  [Polled, { WAIT_S: 3, BEAT_MS: 2_000 }],
];

/* Patience in proportion to a server whose heart beats every two seconds: the rules are
   the product's, only what takes a minute there takes some seconds here. */
for (const [part, times] of SHORTER) {
  for (const [name, ms] of Object.entries(times)) {
    if (!(name in part)) throw new Error(`${part.name} has no ${name} any more.`);
    part[name] = ms;
  }
}
