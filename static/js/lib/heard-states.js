/* What a page heard last of things that have a state: told to the server with every poll,
   for what a page knows already is no reason to answer. */
export class HeardStates {
  static NAMES = new Map([
    ["place", "ahead"],
    ["presence", "here"],
  ]);

  #heard = new Map();

  take(frame) {
    const { type, c } = frame;
    const name = HeardStates.NAMES.get(type);
    if (name) this.#heard.set(`${type} ${c}`, [type, c, frame[name]]);
  }

  of(at) {
    const followed = new Set(at.map(([c]) => c));
    return [...this.#heard.values()].filter(([, c]) => followed.has(c));
  }
}
