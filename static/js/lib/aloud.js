/* A voice that runs on the device: others send what is read to somebody else. */
export function localVoice(voices, language) {
  const [wanted] = language.toLowerCase().split("-");
  const spoken = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0];
  return voices.find((voice) => voice.localService && spoken(voice) === wanted) ?? null;
}

/* Reads pieces of text one after the other. `changed` hears: reading, paused, silent. */
export class Aloud {
  #speech;
  #utter;
  #changed;
  #run = 0;

  constructor({ speech, utter, changed }) {
    this.#speech = speech;
    this.#utter = utter;
    this.#changed = changed;
  }

  read(pieces, voice) {
    const run = this.#begin();
    for (const [place, piece] of pieces.entries()) {
      const words = this.#utter(piece);
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = () => this.#ended(run, place === pieces.length - 1);
      this.#speech.speak(words);
    }
    this.#changed("reading");
  }

  pause() {
    this.#speech.pause();
    this.#changed("paused");
  }

  resume() {
    this.#speech.resume();
    this.#changed("reading");
  }

  stop() {
    this.#begin();
    this.#changed("silent");
  }

  // What is cancelled still reports its end, a moment later: of an older run.
  #begin() {
    this.#run += 1;
    this.#speech.cancel();
    this.#speech.resume();
    return this.#run;
  }

  #ended(run, last) {
    if (last && run === this.#run) {
      this.#changed("silent");
    }
  }
}
