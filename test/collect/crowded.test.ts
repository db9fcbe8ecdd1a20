// Requests that are turned away while too many others are underway.

import { Hono } from "hono";
import { expect, test } from "vitest";
import { PUBLIC_BODY_BYTES } from "../../contract/limits.ts";
import { crowded } from "../../worker/collect/crowded.ts";

test("One request too many is a 503 that the page can read, and there is room again when another is done", async () => {
  const open: (() => void)[] = [];
  const app = new Hono().post("/", crowded(2), async (c) => {
    await new Promise<void>((resolve) => open.push(resolve));
    return c.text("kept");
  });
  const post = () =>
    Promise.resolve(app.request("/", { method: "POST", headers: { origin: "https://a.example" } }));
  const first = post();
  const second = post();
  const third = await post();
  expect(third.status).toBe(503);
  expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(third.headers.get("access-control-allow-origin")).toBe("https://a.example");
  open.shift()?.();
  expect((await first).status).toBe(200);
  const fourth = post();
  while (open.length < 2) await new Promise((resolve) => setTimeout(resolve));
  for (const end of open) end();
  expect([(await second).status, (await fourth).status]).toEqual([200, 200]);
});

/** A body that goes on until it is ended. */
function endless() {
  let sending: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      sending = controller;
    },
  });
  const send = (text: string) => sending?.enqueue(new TextEncoder().encode(text));
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  return { init, send, end: () => sending?.close() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test("Whoever sends without end holds up nobody, and is heard once all of it is there", async () => {
  const app = new Hono().post("/", crowded(1), async (c) => c.text(await c.req.raw.text()));
  const slow = Array.from({ length: 5 }, endless);
  const waiting = slow.map(({ init }) => app.request("/", init));
  for (const { send } of slow) send("slow ");
  const quick = await app.request("/", { method: "POST", body: "quick" });
  expect([quick.status, await quick.text()]).toEqual([200, "quick"]);
  for (const [index, { send, end }] of slow.entries()) {
    send(`${index}`);
    end();
    expect(await (await waiting[index])?.text()).toBe(`slow ${index}`);
  }
});

test("Of what is still arriving no more bytes are held than there is room", async () => {
  const app = new Hono().post("/", crowded(9, 1_000), (c) => c.text("kept"));
  const post = async (bytes: number) =>
    (await app.request("/", { method: "POST", body: "x".repeat(bytes) })).status;
  const slow = endless();
  const waiting = app.request("/", slow.init);
  slow.send("x".repeat(900));
  await settle();
  expect([await post(200), await post(100)]).toEqual([503, 200]);
  slow.end();
  expect((await waiting).status).toBe(200);
  expect([await post(200), await post(1_001)]).toEqual([200, 503]);
});

test("What is larger than a request may be is left to whoever reads it to refuse", async () => {
  const app = new Hono().post("/", crowded(9), async (c) =>
    c.text(`${(await c.req.raw.arrayBuffer()).byteLength > PUBLIC_BODY_BYTES}`),
  );
  const body = "x".repeat(PUBLIC_BODY_BYTES + 1);
  const headers = [{}, { "content-length": `${body.length}` }];
  for (const each of headers) {
    const answer = await app.request("/", { method: "POST", body, headers: each });
    expect(await answer.text()).toBe("true");
  }
});
