import { Inbox } from "../../../static/js/lib/inbox.js";
import { Link } from "../../../static/js/lib/link.js";

/* Its own method of that name, or no start: nothing is taken away in name only. */
function method(part, name) {
  if (!Object.hasOwn(part.prototype, name))
    throw new Error(`${part.name} has no ${name} any more.`);
  return part.prototype[name];
}

/* What a browser does to lose nothing, each taken away alone. */
const REMOVED = {
  /* What was sent once is never sent again. */
  resend() {
    const send = method(Link, "send");
    const sent = new Set();
    Link.prototype.send = function (frame) {
      if (frame.type === "send" && sent.has(frame.env)) return true;
      if (frame.type === "send") sent.add(frame.env);
      return send.call(this, frame);
    };
  },

  /* Events are applied as they come, whatever their numbers. */
  numbers() {
    const take = method(Inbox, "take");
    Inbox.prototype.take = function ({ items }) {
      for (const item of items) {
        this.cursor = item.n - 1;
        take.call(this, { prev: this.cursor, items: [item] });
      }
    };
  },
};

export const NAMES = Object.keys(REMOVED);

export function remove(name) {
  REMOVED[name]?.();
}
