/** The words of a time that passed: a key of the word list and its numbers. */
export function passed(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return ["seconds", { s: seconds }];
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return ["minutes", { m: minutes, s: seconds % 60 }];
  return ["hours", { h: Math.floor(minutes / 60), m: minutes % 60 }];
}

/** For what is read aloud or lasts long: no seconds once there are minutes. */
export function roughly(ms) {
  const [key, numbers] = passed(ms);
  return key === "minutes" ? ["minutes_only", { m: numbers.m }] : [key, numbers];
}
