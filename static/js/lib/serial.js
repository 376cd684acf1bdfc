/* One step after the other, whatever each takes; a failed step stops nobody. */
export class Serial {
  #last = Promise.resolve();

  run(step) {
    const next = this.#last.then(step);
    this.#last = next.catch(() => {});
    return next;
  }
}
