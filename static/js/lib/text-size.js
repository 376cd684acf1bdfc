export const STEPS = 3;

/* Around: after the largest comes the usual one again. */
export function nextSize(step) {
  return (step % STEPS) + 1;
}
