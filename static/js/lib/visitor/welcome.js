import { clock as systemClock } from "../clock.js";
import { word } from "../words.js";
import { fetchTeam } from "./opening.js";

/* The screen before a conversation: is anybody there, and what when it does not begin. */
export class Welcome {
  /* What has a screen of its own. */
  static SCREENS = new Set(["closed", "elsewhere"]);

  #part;
  #api;
  #clock;

  /* part(name) finds a place on the page. */
  constructor({ part, api, clock = systemClock }) {
    this.#part = part;
    this.#api = api;
    this.#clock = clock;
  }

  /* The screen to show: "start", "closed", "broken", or "offline" to try again. */
  async look() {
    try {
      const { desk, clockIsWrong } = await fetchTeam(this.#api, this.#clock);
      this.#part("clock").hidden = !clockIsWrong;
      this.#part("desk").textContent = word(`desk_${desk.state}`);
      this.#part("desk-window").setAttribute("class", `window window--${desk.state}`);
      this.trouble("");
      return "start";
    } catch ({ why }) {
      return why === "failed" || why === undefined ? "broken" : why;
    }
  }

  trouble(text) {
    this.#part("trouble").textContent = text;
  }

  /* True when the conversation is there, or why not: a screen's name, or the page says it. */
  async begin(session) {
    this.trouble("");
    try {
      await session.begin();
      return session.lives ? true : "left";
    } catch ({ why = "failed" }) {
      if (!Welcome.SCREENS.has(why)) this.trouble(word(`trouble_${why}`));
      return why;
    }
  }
}
