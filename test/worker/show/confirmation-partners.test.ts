// Whose word it is: a partner that is a member speaks alone, a role may be anybody's who holds it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, memberId, owner, type Team, team, token } from "../people/visitors.ts";
import type { Product } from "../product.ts";
import { land } from "./landing.ts";

let server: Server;
let first: string;
let people: Team;
let editorId: string;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  first = await owner(server);
  people = await team(server, first);
  editorId = await memberId(server, first, { project: people.id, email: people.editor.email });
  const bearer = await token(server);
  const made = await call(server, `POST /api/projects/${people.id}/keys`, {
    token: bearer,
    body: { kind: "secret" },
  });
  const secretKey = String(made.json["key"]);
  product = { server, id: people.id, token: bearer, key: "", secretKey, identitySecret: "" };
});
afterAll(() => server.close());

type By = { cookie: string } | { token: string };

function path(feature: string) {
  return `/api/projects/${people.id}/features/${feature}/confirmation`;
}

async function sign(by: By, feature: string, partner: string) {
  const answer = await call(server, `POST ${path(feature)}`, { ...by, body: { partner } });
  return answer.status;
}

async function withdraw(by: By, feature: string, partner: string) {
  const answer = await call(server, `DELETE ${path(feature)}?partner=${partner}`, by);
  return answer.status;
}

const both = () => [
  { name: "support", member: editorId },
  { name: "legal", role: "owner" as const },
  { name: "sales" },
];

describe("A partner that is a member", () => {
  test("is spoken for by that person, not by an owner and not by a token", async () => {
    await land(product, "person", { partners: both() });
    expect(await sign(people.owner, "person", "support")).toBe(403);
    expect(await sign({ cookie: first }, "person", "support")).toBe(403);
    expect(await sign({ token: product.token }, "person", "support")).toBe(403);
    expect(await sign(people.viewer, "person", "support")).toBe(403);
    expect(await sign(people.editor, "person", "support")).toBe(201);
    const read = await call(
      server,
      `GET /api/projects/${people.id}/features/person`,
      people.editor,
    );
    const { partners } = read.json["confirmation"] as { partners: { by: string }[] };
    expect(partners).toMatchObject([{ partner: "support", by: expect.any(String) }]);
    expect(partners[0]?.by).not.toContain("token");
  });

  test("is refused to others whatever the verdict", async () => {
    await call(server, `POST /api/projects/${people.id}/features`, {
      token: product.token,
      body: { key: "young", partners: both() },
    });
    expect(await sign(people.owner, "young", "support")).toBe(403);
    expect(await sign(people.editor, "young", "support")).toBe(409);
  });
});

describe("A partner with a role", () => {
  test("is spoken for by whoever holds it", async () => {
    await land(product, "role", { partners: both() });
    expect(await sign(people.editor, "role", "legal")).toBe(403);
    expect(await sign(people.owner, "role", "legal")).toBe(201);
    expect(await sign(people.editor, "role", "sales")).toBe(201);
  });
});

describe("Withdrawing", () => {
  test("is for whoever signed, whoever may sign, and an owner", async () => {
    await land(product, "withdrawn", { partners: both() });
    expect(await sign(people.editor, "withdrawn", "support")).toBe(201);
    expect(await sign(people.owner, "withdrawn", "legal")).toBe(201);
    expect(await sign(people.owner, "withdrawn", "sales")).toBe(201);
    expect(await withdraw(people.viewer, "withdrawn", "sales")).toBe(403);
    expect(await withdraw(people.editor, "withdrawn", "legal")).toBe(403);
    expect(await withdraw(people.editor, "withdrawn", "sales")).toBe(204);
    expect(await withdraw(people.owner, "withdrawn", "support")).toBe(204);
    expect(await withdraw(people.owner, "withdrawn", "legal")).toBe(204);
  });
});
