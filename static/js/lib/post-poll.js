const LOST = 1006;
const CLOSES = new Map([
  [400, 4400],
  [408, 4408],
  [413, 4413],
  [503, 1013],
]);

/* One exchange: {frames, closed?}, where `closed` is a close code as sockets have them;
   null when it was broken off here. */
export async function postPoll({ fetch, url, body, signal }) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.status !== 200) return closed(CLOSES.get(answer.status) ?? LOST);
    const said = await answer.json();
    // Networks that refuse sockets also put pages of their own in the place of answers.
    return Array.isArray(said?.frames) ? said : closed(LOST);
  } catch {
    return signal.aborted ? null : closed(LOST);
  }
}

function closed(code) {
  return { frames: [], closed: code };
}
