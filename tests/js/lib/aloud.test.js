import assert from "node:assert/strict";
import { test } from "node:test";
import { Aloud, localVoice } from "../../../static/js/lib/aloud.js";

const dutch = { lang: "nl-NL", localService: true };
const far = { lang: "nl-NL", localService: false };
const english = { lang: "en_GB", localService: true };

class FakeSpeech {
  queue = [];
  calls = [];

  speak(words) {
    this.queue.push(words);
  }

  cancel() {
    this.calls.push("cancel");
    // As browsers do it: what is cancelled still ends.
    for (const words of this.queue.splice(0)) words.onend();
  }

  pause() {
    this.calls.push("pause");
  }

  resume() {
    this.calls.push("resume");
  }

  finishOne() {
    this.queue.shift().onend();
  }
}

function make() {
  const speech = new FakeSpeech();
  const states = [];
  const utter = (text) => ({ text });
  return {
    speech,
    states,
    aloud: new Aloud({ speech, utter, changed: (now) => states.push(now) }),
  };
}

test("only a voice of the device itself will do", () => {
  assert.equal(localVoice([far, english, dutch], "nl"), dutch);
  assert.equal(localVoice([far, english], "nl"), null);
  assert.equal(localVoice([], "nl"), null);
});

test("a voice speaks the language of the page, whatever its country", () => {
  assert.equal(localVoice([dutch, english], "en"), english);
  assert.equal(localVoice([english], "en-GB"), english);
});

test("pieces are read in their order, by the voice that was found", () => {
  const { speech, states, aloud } = make();
  aloud.read(["een", "twee"], dutch);
  assert.deepEqual(
    speech.queue.map(({ text, voice, lang }) => [text, voice, lang]),
    [
      ["een", dutch, "nl-NL"],
      ["twee", dutch, "nl-NL"],
    ],
  );
  speech.finishOne();
  assert.deepEqual(states, ["reading"]);
  speech.finishOne();
  assert.deepEqual(states, ["reading", "silent"]);
});

test("it waits and goes on", () => {
  const { speech, states, aloud } = make();
  aloud.read(["een"], dutch);
  aloud.pause();
  aloud.resume();
  assert.deepEqual(states, ["reading", "paused", "reading"]);
  assert.deepEqual(speech.calls.slice(-2), ["pause", "resume"]);
});

test("stopping empties what was still to be read, also while it waits", () => {
  const { speech, states, aloud } = make();
  aloud.read(["een", "twee"], dutch);
  aloud.pause();
  aloud.stop();
  assert.equal(speech.queue.length, 0);
  assert.deepEqual(states, ["reading", "paused", "silent"]);
});

test("the end of a reading that was stopped does not end the next", () => {
  const { speech, states, aloud } = make();
  aloud.read(["een"], dutch);
  const [old] = speech.queue;
  aloud.stop();
  aloud.read(["een"], dutch);
  old.onend();
  assert.deepEqual(states, ["reading", "silent", "reading"]);
});
