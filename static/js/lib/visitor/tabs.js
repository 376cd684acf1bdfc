import { clock as systemClock } from "../clock.js";

/* Is a conversation open in another tab? A question and an answer cross, never a key. */
export class Tabs {
  static NAME = "tabs";
  static WAIT_MS = 400;

  #channel;
  #clock;
  #mine = false;
  #answered = () => {};

  constructor({ channel, clock = systemClock } = {}) {
    this.#channel = channel ?? new BroadcastChannel(Tabs.NAME);
    this.#clock = clock;
    this.#channel.onmessage = ({ data }) => this.#hear(data);
  }

  /* From now on this tab answers for its conversation, and asks nobody. */
  claim() {
    this.#mine = true;
    this.#answered = () => {};
  }

  release() {
    this.#mine = false;
  }

  /* A copied tab would take the conversation over, a new one would replace its session.
     The other tab may be busy: until this one has a conversation, late() hears it too. */
  isElsewhere({ late = () => {} } = {}) {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#answered = late;
        resolve(false);
      }, Tabs.WAIT_MS);
      this.#answered = () => {
        this.#clock.clearTimeout(timer);
        resolve(true);
      };
      this.#channel.postMessage({ ask: true });
    });
  }

  #hear(data) {
    if (data?.ask && this.#mine) this.#channel.postMessage({ here: true });
    if (data?.here) this.#answered();
  }
}
