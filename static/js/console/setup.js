import { ConsoleApi } from "./api.js";
import { Drafts } from "./drafts.js";
import { Keys } from "./keys.js";

/** What the page's data blocks say, made into the parts a console works with. */
export function setUp(page) {
  const config = JSON.parse(page.getElementById("config").textContent);
  const csrf = page.querySelector("meta[name=csrf]").content;
  const api = new ConsoleApi({ base: config.api, csrf });
  return {
    api,
    keys: new Keys({ api, slug: config.team }),
    drafts: new Drafts(),
    url: config.socket,
  };
}
