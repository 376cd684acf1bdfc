import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageOrder } from "../../../static/js/lib/message-order.js";
import { Stick } from "../../../static/js/lib/stick.js";

test("messages stand in the order of n", () => {
  const order = new MessageOrder();
  const three = { n: 3 };
  assert.equal(order.add(three), null);
  assert.equal(order.add({ n: 1 }), three);
});

test("what is on its way stays below what has arrived", () => {
  const order = new MessageOrder();
  const mine = { n: null };
  order.add(mine);
  assert.equal(order.add({ n: 1 }), mine);
  assert.equal(order.add({ n: null }), null);
});

test("an own message moves only when somebody was earlier", () => {
  const order = new MessageOrder();
  const [first, second] = [{ n: null }, { n: null }];
  order.add(first);
  order.add(second);
  first.n = 1;
  assert.equal(order.update(first), undefined);
  second.n = 0.5;
  assert.equal(order.update(second), first);
});

class Scroller {
  scrollHeight = 1000;

  constructor(scrollTop) {
    this.scrollTop = scrollTop;
  }
}

test("whoever is at the end stays there", () => {
  const scroller = new Scroller(-20);
  new Stick(scroller).during(() => {
    scroller.scrollHeight += 80;
  });
  assert.equal(scroller.scrollTop, 0);
});

test("whoever reads above keeps the line before the eyes", () => {
  const scroller = new Scroller(-300);
  new Stick(scroller).during(() => {
    scroller.scrollHeight += 80;
  });
  assert.equal(scroller.scrollTop, -380);
});
