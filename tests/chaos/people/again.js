const PAUSE_MS = 400;

/* What a person does when a page says "try again". */
export async function again(step) {
  for (;;) {
    try {
      return await step();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
