/** Just enough of a window to leave it, and a list of what happened in which order. */
export function fakeWindow({ storageFails = false, beaconFails = false } = {}) {
  const happened = [];
  const body = new FakeBody(happened);
  const root = { classList: new Set() };
  root.classList.remove = root.classList.delete;
  return {
    happened,
    body,
    root,
    onbeforeunload: () => "stay?",
    document: {
      body,
      documentElement: root,
      createElement: () => new FakeElement(body),
      dispatchEvent: (event) => happened.push(event.type),
    },
    sessionStorage: { clear: () => note(happened, "clear", storageFails) },
    navigator: { sendBeacon: (url) => note(happened, `beacon ${url}`, beaconFails) },
    location: { replace: (url) => happened.push(`replace ${url}`) },
  };
}

function note(happened, what, fails) {
  happened.push(what);
  if (fails) {
    throw new Error("refused by the browser");
  }
}

class FakeStyle {
  #set = new Map();

  setProperty(name, value, priority) {
    this.#set.set(name, `${value} !${priority}`);
  }

  removeProperty(name) {
    this.#set.delete(name);
  }

  get display() {
    return this.#set.get("display") ?? "";
  }
}

class FakeElement {
  attributes = {};
  style = new FakeStyle();

  constructor(body) {
    this.parent = body;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  remove() {
    this.parent.children = this.parent.children.filter((child) => child !== this);
  }
}

class FakeBody {
  children = [new FakeElement(this)];

  constructor(happened) {
    this.happened = happened;
  }

  append(...more) {
    this.happened.push("covered");
    this.children = [...this.children.filter((child) => !more.includes(child)), ...more];
  }

  replaceChildren(...only) {
    this.happened.push("emptied");
    this.children = only;
  }
}
