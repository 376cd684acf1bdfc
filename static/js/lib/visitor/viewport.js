/* Where the keyboard covers the page instead of shrinking it, the page shrinks itself,
   so that the composer and the way out both stay above it. */
export function followKeyboard(page) {
  const view = page.visualViewport;
  if (!view) return;
  const fit = () => {
    const { style } = page.document.documentElement;
    const zoomed = Math.abs(view.scale - 1) > 0.01;
    const covered = !zoomed && page.innerHeight - view.height > 1;
    if (covered) {
      style.setProperty("--view-height", `${view.height}px`);
      style.setProperty("--view-top", `${view.offsetTop}px`);
    } else {
      style.removeProperty("--view-height");
      style.removeProperty("--view-top");
    }
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
