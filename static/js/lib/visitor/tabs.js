import { clock as systemClock } from "../clock.js";

/* Is a conversation open in another tab? A question and an answer cross, never a key. */
export class Tabs {
  static NAME = "tabs";
  static WAIT_MS = 400;

  elsewhere = false;
  #channel;
  #clock;
  #found;
  #mine = false;
  #asks = false;
  #answered = () => {};

  /* found() when there is one, also when that is heard late: the other tab may be busy. */
  constructor({ found, channel, clock = systemClock }) {
    this.#found = found;
    this.#channel = channel ?? new BroadcastChannel(Tabs.NAME);
    this.#clock = clock;
    this.#channel.onmessage = ({ data }) => this.#hear(data);
  }

  /* From now on this tab answers for its conversation, and asks nobody. Those that asked
     before hear it too: a conversation begun there would take this one's session. */
  claim() {
    this.#mine = true;
    this.#asks = false;
    this.#channel.postMessage({ here: true });
  }

  release() {
    this.#mine = false;
  }

  /* A copied tab would take the conversation over, a new one would replace its session. */
  isElsewhere() {
    this.elsewhere = false;
    this.#asks = true;
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => resolve(false), Tabs.WAIT_MS);
      this.#answered = () => {
        this.#clock.clearTimeout(timer);
        resolve(true);
      };
      this.#channel.postMessage({ ask: true });
    });
  }

  #hear(data) {
    if (data?.ask && this.#mine) this.#channel.postMessage({ here: true });
    if (!data?.here || !this.#asks) return;
    this.elsewhere = true;
    this.#answered();
    this.#found();
  }
}
