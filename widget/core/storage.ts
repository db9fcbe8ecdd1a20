// What this browser keeps for us: localStorage where it may and can, memory everywhere else.

const memory = new Map<string, string>();
let lasting = false;

/** Says whether anything may outlive the page; what memory holds moves to where it belongs. */
export function keepBeyondPage(may: boolean): void {
  lasting = may;
  for (const [name, value] of [...memory]) write(name, value);
}

export function read(name: string): string {
  try {
    // As properties, for pages patch the methods.
    return memory.get(name) ?? localStorage[name] ?? "";
  } catch {
    return "";
  }
}

/** Keeps a value; the empty string forgets it. */
export function write(name: string, value: string): void {
  memory.set(name, value);
  try {
    if (lasting && value) localStorage[name] = value;
    else delete localStorage[name];
    if (lasting || !value) memory.delete(name);
  } catch {}
}

/** The names that begin so, sorted. */
export function namesOf(beginning: string): string[] {
  let names = [...memory.keys()];
  try {
    names = names.concat(Object.keys(localStorage));
  } catch {}
  return names.filter((name) => name.startsWith(beginning)).sort();
}

export function forget(beginning: string): void {
  for (const name of namesOf(beginning)) write(name, "");
}
