/* Never a score: nothing, something, or something that cannot wait. */
export function verdict(weights) {
  if (weights.includes("danger")) {
    return "danger";
  }
  return weights.length ? "some" : "none";
}
