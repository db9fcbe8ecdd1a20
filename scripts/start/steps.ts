// Tells what is going on, so that nobody waits before a silent screen.

const isTerminal = process.stdout.isTTY === true;

/** Says that something begins, does it, and says how long it took. */
export async function step<T>(what: string, act: () => T | Promise<T>): Promise<T> {
  const began = Date.now();
  process.stdout.write(isTerminal ? `${what} …` : `${what} …\n`);
  const result = await act();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(isTerminal ? ` ${seconds} s\n` : `${what}: ${seconds} s\n`);
  return result;
}

/** How far a long step is, on one line; on no terminal, every quarter of the way. */
export function progress(what: string): (done: number, all: number) => void {
  let told = -1;
  return (done, all) => {
    const share = Math.floor((done / all) * (isTerminal ? 100 : 4));
    if (share === told) return;
    told = share;
    const percent = Math.floor((done / all) * 100);
    process.stdout.write(isTerminal ? `\r${what} … ${percent} %` : `${what}: ${percent} %\n`);
    if (isTerminal && done >= all) process.stdout.write("\n");
  };
}
