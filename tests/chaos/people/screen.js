/* What one page shows, told as it happens: a page that is killed has said it already. */
export class Screen {
  #tell;

  constructor(tell) {
    this.#tell = tell;
  }

  follow(line) {
    const { c } = line;
    const told = new Set();
    this.#tell("opened", { c });
    const on = (name, run) => line.addEventListener(name, ({ detail }) => run(detail));
    on("item", (item) => this.#item(c, told, item, item.payload.b));
    on("control", (item) => this.#item(c, told, item, `(${item.payload.t})`));
    on("server", ({ n, kind }) => this.#tell("shown", { c, n, text: `[${kind}]` }));
    on("alert", ({ n, alerts }) => this.#tell("alert", { c, n, alerts }));
  }

  /* An item is told of again whenever it changes; each step of its life counts once. */
  #item(c, told, item, text) {
    const { id, n, own, state, position, code } = item;
    const step = (did, facts) => {
      const key = `${id} ${did}`;
      if (!told.has(key)) this.#tell(did, { c, text, ...facts });
      told.add(key);
    };
    if (own && (state === "sent" || state === "seen")) step("sent", { n });
    if (state === "failed") step("failed", { code });
    if (position !== undefined) step("shown", { n });
  }
}
