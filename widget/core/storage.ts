// What this browser keeps for us: localStorage where it may and can, memory everywhere else.

const memory: Record<string, string> = {};
let lasting = false;

/** Says whether anything may outlive the page; what memory holds moves to where it belongs. */
export function keepBeyondPage(may: boolean): void {
  lasting = may;
  for (const [name, value] of Object.entries(memory)) write(name, value);
}

export function read(name: string): string {
  try {
    // As properties, for pages patch the methods.
    return memory[name] ?? localStorage[name] ?? "";
  } catch {
    return "";
  }
}

/** Keeps a value, beyond the page where `lasts`; without one, forgets it. */
export function write(name: string, value?: string, lasts = lasting): void {
  delete memory[name];
  try {
    if (lasts && value) {
      localStorage[name] = value;
      return;
    }
    delete localStorage[name];
  } catch {}
  if (value) memory[name] = value;
}

/** The names that begin so, sorted. */
export function namesOf(beginning: string): string[] {
  const all = Object.keys(memory);
  try {
    all.push(...Object.keys(localStorage));
  } catch {}
  // What storage had no room for is in memory too, anew.
  return [...new Set(all)].filter((name) => name.startsWith(beginning)).sort();
}

export function forget(beginning: string): void {
  for (const name of namesOf(beginning)) write(name);
}
