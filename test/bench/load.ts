// Puts a load on a server of this machine: as much as it takes, or so many requests a second.
//
// Over plain sockets, so that one core is enough to saturate a Worker that does nothing.

import { connect, type Socket } from "node:net";

export interface Load {
  url: string;
  connections: number;
  /** How long; or how many requests, one as soon as another was answered. */
  seconds?: number;
  requests?: number;
  /** Requests a second, started on time whatever has become of those before; as many as are answered where left out. */
  perSecond?: number;
  /** The whole of the next request: head and body. */
  next: () => string;
}

export interface Measured {
  perSecond: number;
  /** ms, from when a request was due. */
  median: number;
  p99: number;
  /** Answers that were no 2xx. */
  refused: number;
}

/** A request as it goes over the wire. */
export function requestOf(method: string, path: string, headers: object, body = ""): string {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([key, v]) => `${key}: ${v}`);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return `${method} ${path} HTTP/1.1\r\n${[...lines, length].join("\r\n")}\r\n\r\n${body}`;
}

/** Loads the server, and says what became of it. */
export async function put(load: Load): Promise<Measured> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => open(load.url)),
  );
  const began = performance.now();
  const took: number[] = [];
  let refused = 0;
  const turn = async (connection: Connection, due: number) => {
    const { status } = await connection.ask(load.next());
    took.push(performance.now() - due);
    if (status < 200 || status > 299) refused++;
  };
  await (load.perSecond === undefined
    ? closed(load, connections, turn)
    : timed(load, connections, turn));
  const seconds = (performance.now() - began) / 1_000;
  for (const connection of connections) connection.end();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { perSecond: took.length / seconds, median: at(0.5), p99: at(0.99), refused };
}

type Turn = (connection: Connection, due: number) => Promise<void>;

/** Each connection asks again as soon as it was answered. */
async function closed(load: Load, connections: Connection[], turn: Turn): Promise<void> {
  const { seconds = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY } = load;
  const until = performance.now() + seconds * 1_000;
  let started = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until && started++ < requests)
        await turn(connection, performance.now());
    }),
  );
}

/** Requests fall due at even distances; one that finds no connection free waits, and its waiting counts. */
async function timed(load: Load, connections: Connection[], turn: Turn): Promise<void> {
  const { seconds = 1, perSecond = 1 } = load;
  const began = performance.now();
  const total = Math.floor(seconds * perSecond);
  let started = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (started < total) {
        const due = began + (started++ * 1_000) / perSecond;
        while (performance.now() < due) await soon(due - performance.now());
        await turn(connection, due);
      }
    }),
  );
}

/** Timers are late by up to a millisecond or so; the last of it is waited for turn by turn. */
const soon = (ms: number) =>
  new Promise<void>((resolve) => (ms > 2 ? setTimeout(resolve, ms - 2) : setImmediate(resolve)));

interface Connection {
  ask: (request: string) => Promise<{ status: number; body: string }>;
  end: () => void;
}

async function open(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return { ask: asking(socket), end: () => socket.destroy() };
}

/** One request at a time; its answer is whole when its head says so. */
function asking(socket: Socket): Connection["ask"] {
  let text = "";
  let done: ((answer: { status: number; body: string }) => void) | null = null;
  let failed: ((error: Error) => void) | null = null;
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    text += piece;
    const answer = wholeOf(text);
    if (!answer) return;
    text = "";
    done?.(answer);
  });
  socket.on("close", () => failed?.(new Error("The server closed a connection.")));
  socket.on("error", (error) => failed?.(error));
  return (request) =>
    new Promise((resolve, reject) => {
      done = resolve;
      failed = reject;
      socket.write(request);
    });
}

function wholeOf(text: string): { status: number; body: string } | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const isWhole = length === undefined ? body.endsWith("0\r\n\r\n") : body.length >= Number(length);
  return isWhole ? { status: Number(text.slice(9, 12)), body } : null;
}

/** Asks once, and waits for the answer. */
export async function askOnce(
  url: string,
  request: string,
): Promise<{ status: number; body: string }> {
  const connection = await open(url);
  try {
    return await connection.ask(request);
  } finally {
    connection.end();
  }
}
