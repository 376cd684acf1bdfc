/* Hides all of a body but one element; gives the way back. Said to each element itself:
   nothing may stay in sight because a sheet did not come, or is not understood. */
export function hideOthers(body, shown) {
  const others = [...body.children].filter((element) => element !== shown);
  for (const { style } of others) style.setProperty("display", "none", "important");
  return () => {
    for (const { style } of others) style.removeProperty("display");
  };
}
