/** A conversation keeps its number while it is here, so Alt and that number always reach it. */
export class Numbers {
  static MOST = 9;

  #taken = new Map();

  keepOnly(convs) {
    for (const [number, conv] of this.#taken) {
      if (!convs.includes(conv)) this.#taken.delete(number);
    }
    for (const conv of convs) this.of(conv);
  }

  of(conv) {
    for (const [number, known] of this.#taken) if (known === conv) return number;
    const free = this.#firstFree();
    this.#taken.set(free, conv);
    return free;
  }

  at(number) {
    return this.#taken.get(number) ?? null;
  }

  #firstFree() {
    let number = 1;
    while (this.#taken.has(number)) number += 1;
    return number;
  }
}
