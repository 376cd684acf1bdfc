const LAST = Number.POSITIVE_INFINITY;

function compare(left, right) {
  const [one, two] = [left.n ?? LAST, right.n ?? LAST];
  return one === two ? left.made - right.made : one - two;
}

/* Messages in the order of n; what has no n yet stays below everything that has. */
export class MessageOrder {
  #views = [];
  #made = 0;

  /* The view that has to come right after this one; null at the end. */
  add(view) {
    this.#made += 1;
    view.made = this.#made;
    this.#views.push(view);
    this.#views.sort(compare);
    return this.#after(view);
  }

  /* The same when the view has to move, undefined when it is in its place. */
  update(view) {
    const before = this.#after(view);
    this.#views.sort(compare);
    const after = this.#after(view);
    return after === before ? undefined : after;
  }

  remove(view) {
    this.#views = this.#views.filter((other) => other !== view);
  }

  #after(view) {
    return this.#views[this.#views.indexOf(view) + 1] ?? null;
  }
}
