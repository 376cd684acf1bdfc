/* Calls back when a page is seen again or its network returned; gives the way to stop. */
export function onWake(page, run) {
  const woken = () => {
    if (page.document?.visibilityState !== "hidden") run();
  };
  page.addEventListener("online", woken);
  page.document?.addEventListener("visibilitychange", woken);
  return () => {
    page.removeEventListener("online", woken);
    page.document?.removeEventListener("visibilitychange", woken);
  };
}
