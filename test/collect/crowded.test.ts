// Requests that are turned away while too many others are underway.

import { Hono } from "hono";
import { expect, test } from "vitest";
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
  for (const end of open) end();
  expect([(await second).status, (await fourth).status]).toEqual([200, 200]);
});
