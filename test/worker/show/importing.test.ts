// Imports: what an export held is there again, and for the same people.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call } from "../people/visitors.ts";
import { ask, makeProduct, type Product, report } from "../product.ts";
import { noon } from "./life.ts";
import { exported, imported, linesOf, recordsOf, richProject } from "./rich.ts";

let server: Server;
let source: Product;
let target: Product;
let text: string;
beforeAll(async () => {
  server = await startWorker();
  source = await richProject(server);
  text = await exported(source);
  target = await makeProduct(server);
});
afterAll(() => server.close());

/** Answers of one moment have no order but that of their ids, which are each project's own. */
function inFixedOrder(answers: { id: string }[]) {
  return answers.map(({ id: _, ...rest }) => JSON.stringify(rest)).sort();
}

/** What the API says of a project's features, answers and quarters, but for ids and the mark of an import. */
async function seen(product: Product): Promise<unknown> {
  const features = await ask(product, "GET /projects/{project}/features");
  const details = await Promise.all(
    features.json.items.map(async ({ key: feature }) => {
      const params = { feature };
      const detail = await ask(product, "GET /projects/{project}/features/{feature}", { params });
      const answers = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
        params,
        search: "?limit=200",
      });
      return { detail: detail.json, answers: inFixedOrder(answers.json.items) };
    }),
  );
  const quarters = await ask(product, "GET /projects/{project}/quarters");
  const each = await Promise.all(
    quarters.json.items.map(async ({ id: quarter }) => {
      const params = { quarter };
      return (await ask(product, "GET /projects/{project}/quarters/{quarter}", { params })).json;
    }),
  );
  const all = JSON.stringify({ features: features.json, details, quarters: quarters.json, each });
  return JSON.parse(all.replaceAll('"imported":true', '"imported":false'));
}

describe("An import into an empty project", () => {
  beforeAll(async () => {
    const { status, json } = await imported(target, text);
    expect(json).toMatchObject({ features: 4, lines: linesOf(text).length });
    expect(status).toBe(200);
  });

  test("shows the same features, answers and quarters, field by field", async () => {
    expect(await seen(target)).toEqual(await seen(source));
  });

  test("shows closed quarters to the letter as they were frozen", async () => {
    const document = async ({ id, token }: typeof source) => {
      const path = `GET /api/projects/${id}/quarters`;
      const list = await call(server, path, { token });
      const items = list.json["items"] as { id: string; closed: object | null }[];
      const closed = items.find((each) => each.closed !== null)?.id ?? "none is closed";
      return call(server, `${path}/${closed}`, { token });
    };
    const { status, text: frozen } = await document(source);
    expect(status).toBe(200);
    expect((await document(target)).text).toBe(frozen);
  });

  test("marks what was signed elsewhere", async () => {
    const detail = await ask(target, "GET /projects/{project}/features/{feature}", {
      params: { feature: "csv-export" },
    });
    expect(detail.json.confirmation.partners).toMatchObject([
      { partner: "support", imported: true },
    ]);
    const audit = await ask(target, "GET /projects/{project}/audit");
    const made = audit.json.items.filter(({ action }) => action === "feature made");
    expect(made.map(({ by }) => by)).toEqual(made.map(() => "ci (token) (imported)"));
    expect(audit.json.items.some(({ action }) => action === "project imported")).toBe(true);
  });

  test("leaves nothing waiting", async () => {
    for (const table of ["import", "import_part"]) {
      const { results } = await server.env.DB.prepare(`SELECT * FROM ${table}`).all();
      expect(results).toEqual([]);
    }
  });

  test("keeps the keys, the identity and the members of the project it came into", async () => {
    const keys = await ask(target, "GET /projects/{project}/keys");
    expect(keys.json.items.some(({ key }) => key === target.key)).toBe(true);
  });

  test("has ledgers that are what its journeys add up to, on each shard", async () => {
    const again = await exported(target);
    const heard = new Set(["answer", "journey", "ledger", "member", "tombstone", "person"]);
    const told = (all: string) =>
      recordsOf(all)
        .filter(({ kind }) => heard.has(kind))
        .map(({ check: _, ...record }) => JSON.stringify(record))
        .sort();
    expect(told(again)).toEqual(told(text));
  });

  test("shares no name with the project it came from", async () => {
    const names = await server.env.DB.prepare(
      `SELECT j.subject, count(DISTINCT f.project) AS projects FROM journey j
       JOIN iteration i ON i.id = j.iteration JOIN feature f ON f.id = i.feature
       GROUP BY j.subject HAVING projects > 1`,
    ).all();
    expect(names.results).toEqual([]);
  });

  test("is refused where something is already", async () => {
    const again = await imported(target, text);
    expect(again.status).toBe(409);
    expect(again.json.detail).toContain("empty project");
  });
});

describe("After an import", () => {
  const lookUp = async (product: Product, customer: string) => {
    const found = await ask(product, "POST /projects/{project}/customers/lookup", {
      body: { customer },
    });
    return { ...found.json, answers: inFixedOrder(found.json.answers) };
  };

  test("people are found by the host's own ids", async () => {
    for (const customer of ["p3", "p4", "acme1", "nobody-else", "stranger"])
      expect(await lookUp(target, customer)).toEqual(await lookUp(source, customer));
    expect(await lookUp(target, "p3")).toMatchObject({ found: true });
  });

  test("what a person does next folds into their journey", async () => {
    const reached = async () => {
      const detail = await ask(target, "GET /projects/{project}/features/{feature}", {
        params: { feature: "csv-export" },
      });
      return detail.json.funnel.seen;
    };
    const before = await reached();
    const signal = { kind: "used", feature: "csv-export", at: noon(1) };
    await report(target, { customer: "p3", signals: [signal] });
    expect(await reached()).toBe(before);
    await report(target, { customer: "somebody-new", signals: [signal] });
    expect(await reached()).toBe(before + 1);
  });

  test("a signal that is sent again changes nothing", async () => {
    const before = await exported(target);
    const signal = {
      kind: "answered",
      feature: "csv-export",
      at: noon(5),
      helped: false,
      comment: "=1+1 “columns” come out\u2028in the wrong order",
      page: "/reports",
      locale: "de",
    };
    const sent = await report(target, { customer: "p3", signals: [signal] });
    expect(sent.json.accepted).toBe(1);
    const answers = (all: string) => recordsOf(all).filter(({ kind }) => kind === "answer").length;
    expect(answers(await exported(target))).toBe(answers(before));
  });

  test("whoever refused is not asked, and whoever was erased stays so", async () => {
    const why = await ask(target, "POST /projects/{project}/why", {
      body: { customer: "nobody-else", feature: "csv-export" },
    });
    expect(why.json.reason).toBe("refused");
    const sent = await report(target, {
      customer: "gone",
      signals: [{ kind: "used", feature: "bulk-edit", at: noon(1) }],
    });
    expect(sent.json.errors).toMatchObject([{ reason: "erased" }]);
  });

  test("the team's own people are still left out", async () => {
    const sent = await report(target, {
      customer: "boss",
      signals: [{ kind: "used", feature: "bulk-edit", at: noon(1) }],
    });
    expect(sent.json.errors).toMatchObject([{ reason: "internal" }]);
  });

  test("erasing somebody in one project leaves the other alone", async () => {
    const before = await lookUp(source, "p7");
    await ask(target, "POST /projects/{project}/customers/erase", { body: { customer: "p7" } });
    expect(await lookUp(target, "p7")).toMatchObject({ found: false });
    expect(await lookUp(source, "p7")).toEqual(before);
  });

  test("an import can be exported and imported again", async () => {
    const third = await makeProduct(server);
    expect((await imported(third, await exported(target))).status).toBe(200);
    expect(await lookUp(third, "p3")).toMatchObject({ found: true });
    expect(await seen(third)).toEqual(await seen(target));
  });

  test("nobody is recognised where the seal is not this deployment's", async () => {
    const fourth = await makeProduct(server);
    const forged = linesOf(text).map((line, index) => {
      const { check: _, ...record } = JSON.parse(line);
      if (index === 0) record.pseudonyms.seal = "AAAAAAAAAAAAAAAAAAAAAA";
      return JSON.stringify(record);
    });
    expect((await imported(fourth, forged.join("\n"))).status).toBe(200);
    expect(await lookUp(fourth, "p3")).toMatchObject({ found: false });
    expect(await seen(fourth)).toEqual(await seen(source));
  });
});
