/* The messages of one conversation as a screen shows them. An item keeps its id from
   the first key press to the last proof: {id, n, own, role, payload, state, past}. */
export class Items {
  #made = 0;
  #sealed = new Map();
  #unproven = [];

  make(facts) {
    this.#made += 1;
    return { id: String(this.#made), n: null, past: false, ...facts };
  }

  sealed(item, { stream, ctr }) {
    this.#sealed.set(`${stream}:${ctr}`, item);
  }

  /* Own messages come back from the server; those of an earlier page load are new here. */
  arrived({ n, past, role, own, opened }) {
    const { payload, position, stream, ctr } = opened;
    const key = `${stream}:${ctr}`;
    const item = (own && this.#sealed.get(key)) || this.make({ own, role, payload });
    this.#sealed.delete(key);
    Object.assign(item, { n, past, position, state: "sent" });
    if (own) this.#unproven.push(item);
    return item;
  }

  /* The other side showed that it accepted the first so many envelopes. */
  proven(seenUpTo) {
    const seen = this.#unproven.filter((item) => item.position <= seenUpTo);
    this.#unproven = this.#unproven.filter((item) => item.position > seenUpTo);
    for (const item of seen) item.state = "seen";
    return seen;
  }

  clear() {
    this.#sealed.clear();
    this.#unproven = [];
  }
}
