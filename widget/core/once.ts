// Which facts were noted today already: each goes out once per feature, person and day.

import { read, write } from "./storage.ts";

export function isFirstToday(fact: string): boolean {
  const today = new Date().toDateString();
  const [day, ...noted] = read("day").split("\n");
  const facts = day === today ? noted : [];
  if (facts.includes(fact)) return false;
  write("day", [today, ...facts, fact].join("\n"));
  return true;
}
