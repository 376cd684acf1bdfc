import { Inbox } from "../../../static/js/lib/inbox.js";
import { Link } from "../../../static/js/lib/link.js";

/* What a browser does to lose nothing, each taken away alone. */
const REMOVED = {
  /* What was sent once is never sent again. */
  resend() {
    const send = Link.prototype.send;
    const sent = new Set();
    Link.prototype.send = function (frame) {
      if (frame.type === "send" && sent.has(frame.env)) return true;
      if (frame.type === "send") sent.add(frame.env);
      return send.call(this, frame);
    };
  },

  /* Events are applied as they come, whatever their numbers. */
  numbers() {
    const take = Inbox.prototype.take;
    Inbox.prototype.take = function ({ items }) {
      for (const item of items) {
        this.cursor = item.n - 1;
        take.call(this, { prev: this.cursor, items: [item] });
      }
    };
  },
};

export function remove(name) {
  REMOVED[name]?.();
}
