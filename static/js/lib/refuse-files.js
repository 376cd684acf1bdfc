function holdsFiles(data) {
  return Boolean(data?.files?.length) || Array.from(data?.types ?? []).includes("Files");
}

/* Only text goes in. Elsewhere on the page a dropped file would replace the conversation. */
export function refuseFiles({ box, page, signal }, refused) {
  const take = (event) => {
    const data = event.clipboardData ?? event.dataTransfer;
    if (!holdsFiles(data)) return;
    const hasText = Array.from(data.types).includes("text/plain");
    if (event.type === "paste" && hasText) return;
    event.preventDefault();
    if (event.type !== "dragover") refused();
  };
  box.addEventListener("paste", take, { signal });
  for (const name of ["dragover", "drop"]) page.addEventListener(name, take, { signal });
}
