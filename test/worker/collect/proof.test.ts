// Who a proof vouches for, and every way in which one can be wrong.

import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { clear, fromBackEnd, fromPage, kept, use } from "./posting.ts";
import { forge, inSeconds, prove } from "./proofs.ts";

let server: Server;
let product: Product;
let other: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  other = await makeProduct(server);
});
afterAll(() => server.close());

const send = (customer: string, proof: unknown, more: object = {}) =>
  fromPage(product, { customer, proof, signals: [use()], ...more });

describe("A proof [C17]", () => {
  test("vouches for exactly the customer it names [T01] [T02]", async () => {
    expect((await send("u_1", await prove(product, "u_1"))).status).toBe(202);
    expect((await send("u_2", await prove(product, "u_1"))).status).toBe(401);
  });

  test.each(["alice\u200b", "alice ", " alice", "Alice", "alic\u00e9", "alice\u0301"])(
    "for alice says nothing of %j",
    async (variant) => {
      const proof = await prove(product, "alice");
      expect((await send("alice", proof)).status).toBe(202);
      expect((await send(variant, proof)).status).toBe(401);
      expect((await send(variant, await prove(product, variant))).status).toBe(202);
    },
  );

  test("names the account exactly, or none [T02]", async () => {
    const withA = await prove(product, "u_1", { account: "a" });
    const none = await prove(product, "u_1");
    expect((await send("u_1", withA, { account: "a" })).status).toBe(202);
    expect((await send("u_1", withA, { account: "b" })).status).toBe(401);
    expect((await send("u_1", withA)).status).toBe(401);
    expect((await send("u_1", none, { account: "a" })).status).toBe(401);
    expect((await send("u_1", await prove(product, "u_1", { account: "" }))).status).toBe(401);
  });

  test("holds for at most 24 hours, to the second it says, and not before it begins [T03]", async () => {
    const expiring = async (exp: unknown) =>
      (await send("u_1", await prove(product, "u_1", { exp }))).status;
    expect(await expiring(inSeconds(86_340))).toBe(202);
    expect(await expiring(inSeconds(86_460))).toBe(401);
    expect(await expiring(inSeconds(-10))).toBe(401);
    expect(await expiring(undefined)).toBe(401);
    expect(await expiring(-1)).toBe(401);
    expect(await expiring(inSeconds(60) + 0.5)).toBe(401);
    expect(await expiring(`${inSeconds(60)}`)).toBe(401);
    expect(await expiring(1e30)).toBe(401);
    const early = await prove(product, "u_1", { nbf: inSeconds(60) });
    expect((await send("u_1", early)).status).toBe(401);
    const begun = await prove(product, "u_1", { nbf: inSeconds(-60) });
    expect((await send("u_1", begun)).status).toBe(202);
  });

  test("is read in one spelling alone: no last letter but its own, no padding, no spaces [T01]", async () => {
    const good = await prove(product, "u_1");
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const endings = [...letters].filter((letter) => letter !== good.at(-1));
    const altered = endings.map((letter) => good.slice(0, -1) + letter);
    for (const proof of [...altered, `${good}=`, `${good} `, `${good}\n`, ` ${good}`])
      expect([proof, (await send("u_1", proof)).status]).toEqual([proof, 401]);
    expect((await send("u_1", good)).status).toBe(202);
  });

  test("is for one project alone [T01]", async () => {
    const foreignSecret = { id: product.id, identitySecret: other.identitySecret };
    expect((await send("u_1", await prove(foreignSecret, "u_1"))).status).toBe(401);
    const foreignAudience = await prove(product, "u_1", { aud: other.id });
    expect((await send("u_1", foreignAudience)).status).toBe(401);
    const noAudience = await prove(product, "u_1", { aud: undefined });
    expect((await send("u_1", noAudience)).status).toBe(401);
    const noSubject = await prove(product, "u_1", { sub: undefined });
    expect((await send("u_1", noSubject)).status).toBe(401);
  });

  test("that is altered, unsigned, or signed in another way is a 401 and keeps nothing [T01]", async () => {
    await clear(server);
    const good = await prove(product, "forged");
    const claims = { sub: "forged", aud: product.id, exp: inSeconds(600) };
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const unsigned = forge({ alg: "RS256" }, claims).slice(0, -1);
    const rsa = sign("sha256", Buffer.from(unsigned), privateKey).toString("base64url");
    const at = good.length - 10;
    const altered = good.slice(0, at) + (good[at] === "A" ? "B" : "A") + good.slice(at + 1);
    const [, , signature] = good.split(".");
    const forgeries = [
      altered,
      `${unsigned}.${rsa}`,
      forge({ alg: "none" }, claims),
      forge({ alg: "None" }, claims),
      forge({ alg: "HS256" }, claims, signature),
      forge({ alg: "HS512" }, claims, signature),
      "",
      "a.b.c",
      "eyJ",
      ".".repeat(2_000),
    ];
    for (const proof of forgeries) {
      const { status, json } = await send("forged", proof);
      expect([proof.slice(0, 20), status, json.status]).toEqual([proof.slice(0, 20), 401, 401]);
    }
    expect((await kept(server))["journey"]).toEqual([]);
  });

  test("that is wrong is refused beside a secret key too", async () => {
    const body = { customer: "u_1", signals: [use()], proof: "a.b.c" };
    expect((await fromBackEnd(product, body)).status).toBe(401);
  });

  test("outlives one rotation of the secret, and not two [T03] [C22]", async () => {
    const proof = await prove(other, "u_1");
    const sent = () => fromPage(other, { customer: "u_1", proof, signals: [use()] });
    expect((await sent()).status).toBe(202);
    await ask(other, "POST /projects/{project}/secrets/rotate");
    expect((await sent()).status).toBe(202);
    await ask(other, "POST /projects/{project}/secrets/rotate");
    expect((await sent()).status).toBe(401);
  });
});
