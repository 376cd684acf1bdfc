/** Two soft notes, made here: no file, no request, and silent until somebody touched the page. */
export class Chime {
  static NOTES = [523.25, 659.25];
  static LOUDNESS = 0.12;
  static NOTE_S = 0.45;
  static APART_S = 0.16;

  muted = false;
  #make;
  #context = null;

  constructor({ make = () => new AudioContext() } = {}) {
    this.#make = make;
  }

  /** To be called inside a click or a key press: browsers keep sound off until then. */
  async wake() {
    this.#context ??= this.#make();
    if (this.#context.state === "suspended") await this.#context.resume();
  }

  ring() {
    if (this.muted || this.#context?.state !== "running") return false;
    for (const [i, pitch] of Chime.NOTES.entries()) this.#note(pitch, i * Chime.APART_S);
    return true;
  }

  #note(pitch, after) {
    const at = this.#context.currentTime + after;
    const tone = this.#context.createOscillator();
    const volume = this.#context.createGain();
    tone.type = "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(Chime.LOUDNESS, at + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + Chime.NOTE_S);
    tone.connect(volume).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + Chime.NOTE_S);
  }
}
