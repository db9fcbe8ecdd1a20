// What this browser keeps for us: localStorage where it may and can, memory everywhere else.

const PREFIX = "landed.";
const memory = new Map<string, string>();
let lasting = false;

/** Whether anything may outlive the page. What memory holds moves to where it belongs. */
export function keepBeyondPage(may: boolean): void {
  lasting = may;
  for (const [name, value] of [...memory]) write(name, value);
}

export function read(name: string): string {
  try {
    return memory.get(name) ?? localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a value; the empty string forgets it. */
export function write(name: string, value: string): void {
  memory.delete(name);
  try {
    if (lasting && value) return localStorage.setItem(PREFIX + name, value);
    localStorage.removeItem(PREFIX + name);
  } catch {}
  if (value) memory.set(name, value);
}

/** The names of all that is kept, sorted. */
export function names(): string[] {
  const all = [...memory.keys()];
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX)) all.push(key.slice(PREFIX.length));
  } catch {}
  return all.sort();
}

export function forgetAll(): void {
  for (const name of names()) write(name, "");
}
