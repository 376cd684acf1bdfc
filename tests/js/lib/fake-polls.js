import { Polled } from "../../../static/js/lib/polled.js";
import { FakeClock } from "./fakes.js";
import { settled } from "./fakes.js";

export const READY = { type: "ready", v: 1, heads: [], build: "b" };
export const HELLO = JSON.stringify({ type: "hello", v: 1, at: [] });

/* The addresses that are polled, each request answered when the test says so. */
export class FakePolls {
  asked = [];

  fetch = (url, { body, signal, ...rest }) =>
    new Promise((resolve, reject) => {
      const request = { url, body: JSON.parse(body), signal, rest, open: true };
      const settle = (act) => (value) => {
        request.open = false;
        act(value);
      };
      request.answer = (frames, more = {}, status = 200) =>
        settle(resolve)({ status, json: async () => ({ frames, ...more }) });
      request.resolve = settle(resolve);
      request.fail = settle(reject);
      signal.addEventListener("abort", () => request.fail(new Error("aborted")));
      this.asked.push(request);
    });

  get open() {
    return this.asked.filter(({ open }) => open);
  }
}

/* A line of polls and what a page makes of it; its first poll is not answered yet. */
export async function poll({ at = [["c1", 3]] } = {}) {
  const polls = new FakePolls();
  const clock = new FakeClock();
  const heard = [];
  const ended = [];
  const cursors = { at };
  const url = "ws://test/ws/chat/";
  const line = new Polled({ url, at: () => cursors.at, fetch: polls.fetch, clock });
  line.onopen = () => line.send(HELLO);
  line.onmessage = ({ data }) => heard.push(JSON.parse(data));
  line.onclose = ({ code }) => ended.push(code);
  await settled();
  return { line, polls, clock, heard, ended, cursors };
}

/* The same, with its first poll answered and its second one waiting. */
export async function joined(options) {
  const made = await poll(options);
  made.polls.asked[0].answer([READY]);
  await settled();
  return made;
}

export function say(line, frame) {
  line.send(JSON.stringify(frame));
}
