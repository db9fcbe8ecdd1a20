// GET …/live: the last signals of a project as they arrive, as server-sent events, for checking an installation.

import type { HeardSignal, operationRoutes } from "../../../contract/api/operations.ts";
import { batch, query, rows } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";

/** For how long signals are noted after somebody began to watch; every new connection begins anew. */
const LISTENED_MS = 15 * 60_000;
/** A look into the database each second: people see a signal arrive, and the database hardly notices. */
const LOOK_MS = 1_000;
/** A Worker on the free plan may ask the database 50 times a request; the client connects again by itself. */
const LOOKS = 40;
/** What is sent at first, and at most at a time. */
const AT_MOST = 100;

type Watching = Pick<Call<"GET /projects/{project}/live">, "env" | "params" | "request" | "now">;

async function watch(call: Watching): Promise<Response> {
  await listen(call);
  return new Response(streamOf(eventsOf(call)), {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Has signals noted from now on. What is left from an earlier time of watching is forgotten first. */
async function listen({ env, params, now }: Watching): Promise<void> {
  const project = query.selectFrom("project").where("id", "=", params.project);
  await batch(env.DB, [
    query
      .deleteFrom("heard")
      .where("project", "in", project.where("listened_until", "<=", now).select("id")),
    query
      .updateTable("project")
      .set({ listened_until: now + LISTENED_MS })
      .where("id", "=", params.project),
  ]);
}

/** What is there, then what arrives, and a comment in each second without news, which shows who has left. */
async function* eventsOf({ env, params, request }: Watching): AsyncGenerator<string> {
  yield `retry: ${LOOK_MS}\nevent: listening\ndata: {}\n\n`;
  let last = lastSeen(request);
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const news = await heardSince(env.DB, params.project, last);
    last = news.at(-1)?.id ?? last;
    yield news.length > 0 ? news.map(eventOf).join("") : ":\n\n";
  }
}

/** Where a client that connects again goes on. */
function lastSeen(request: Request): number {
  const id = request.headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}

type Heard = Awaited<ReturnType<typeof heardSince>>[number];

/** The newest signals after one, oldest first. */
async function heardSince(db: D1Database, project: string, last: number) {
  const newest = await rows(
    db,
    query
      .selectFrom("heard")
      .where("project", "=", project)
      .where("id", ">", last)
      .orderBy("id", "desc")
      .limit(AT_MOST)
      .select(["id", "at", "signal"]),
  );
  return newest.reverse();
}

function eventOf({ id, at, signal }: Heard): string {
  const noted = JSON.parse(signal) as Omit<HeardSignal, "at">;
  const heard: HeardSignal = { at: new Date(at).toISOString(), ...noted };
  return `id: ${id}\ndata: ${JSON.stringify(heard)}\n\n`;
}

/** The events as bytes; whoever leaves ends them at the next one. */
function streamOf(events: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await events.return(undefined);
    },
  });
}

export const liveHandlers: Handlers<Pick<typeof operationRoutes, "GET /projects/{project}/live">> =
  {
    "GET /projects/{project}/live": watch,
  };
