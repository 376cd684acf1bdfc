/* Asks the server; only the last question counts, an earlier one is called off. */
export class SiteSearch {
  #fetch;
  #url;
  #running = null;

  constructor({ fetch, url }) {
    this.#fetch = fetch;
    this.#url = url;
  }

  /* Gives what was answered, or null when a later question took its place. */
  async ask(words) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const answer = await this.#answer(words, running.signal);
      return running.signal.aborted ? null : answer;
    } catch (error) {
      if (running.signal.aborted) {
        return null;
      }
      throw error;
    }
  }

  /* Nobody waits for an answer any more. */
  callOff() {
    this.#running?.abort();
  }

  async #answer(words, signal) {
    const response = await this.#fetch(this.#url, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams([["q", words]]),
      cache: "no-store",
      // Nobody is known by what was looked for: not even an editor who is logged in.
      credentials: "omit",
      signal,
    });
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    return await response.json();
  }
}
