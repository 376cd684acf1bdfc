/* A body of this type makes the browser name our origin, also on a page that
   sends no referrer; without it some browsers say "null" and are refused. */
export function beacon(url, navigator = globalThis.navigator) {
  navigator.sendBeacon(url, new Blob(["{}"], { type: "application/json" }));
}
