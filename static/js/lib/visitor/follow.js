/* What a visitor's screen hears of a conversation and its line, each by its own name.
   Own controls are nobody's news. An old alert is: only the server says what is old.
   It is told once: a warning that repeats is no longer read. */
export function follow({ talk, link }, heard) {
  const on = (name, run) => talk.addEventListener(name, ({ detail }) => run(detail));
  // What was written before this page was loaded took a proposal back as it arrived; that
  // it is seen later says nothing about a new one.
  const wrote = ({ own, past, state }) => own && past && state === "sent" && heard.told("wrote");
  on("item", wrote);
  on("item", heard.item);
  on("control", wrote);
  on("control", ({ own, payload }) => own || heard.told(`control:${payload.t}`, payload));
  on("server", ({ kind }) => heard.told(kind));
  on("typing", (typing) => heard.typing(typing.on));
  talk.addEventListener("alert", heard.alert, { once: true });
  on("over", ({ code }) => (code === "full" ? heard.full() : heard.over(code)));
  on("current", heard.current);
  link.addEventListener("frame", ({ detail }) => {
    if (detail.type === "place") heard.told("place", detail);
    if (detail.build !== undefined) heard.build(detail.build);
  });
  link.addEventListener("state", ({ detail }) => heard.line(detail));
}
