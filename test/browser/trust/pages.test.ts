// Every page of the dashboard over a product in which every text wants to run; and the dashboard in another's frame.

import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostile } from "../../worker/trust/hostile.ts";
import { makeStage, type Stage, type Visit, visit } from "../dashboard/stage.ts";
import { FEATURES, NAMES, text, writeEverywhere } from "./hostile-product.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await makeStage();
  await writeEverywhere(stage.product);
});
afterAll(() => stage.close());

interface Watched extends Visit {
  /** Dialogs that opened. */
  dialogs: string[];
}

/** A visit whose page notes every violation of its policy, Trusted Types among them. */
async function watched(manner: Parameters<typeof visit>[1] = {}): Promise<Watched> {
  const visited = await visit(stage, manner);
  const dialogs: string[] = [];
  visited.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await visited.page.addInitScript(() => {
    const page = globalThis as unknown as { violations: string[] };
    page.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      page.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { ...visited, dialogs };
}

/** What a page has become of what was written: nothing but text. */
async function expectHarmless({ page, complaints, dialogs }: Watched, path: string): Promise<void> {
  const found = await page.evaluate(() => {
    const all = [...document.querySelectorAll("*")];
    const page = globalThis as unknown as { violations: string[]; hacked?: unknown };
    return {
      hacked: page.hacked ?? null,
      violations: page.violations,
      acting: all
        .flatMap((each) => [...each.attributes].map(({ name }) => name))
        .filter((name) => name.startsWith("on")),
      strange: all
        .map(({ localName }) => localName)
        .filter((name) => ["iframe", "object", "embed", "base", "math", "mglyph"].includes(name)),
      inlineScripts: [...document.scripts].filter(({ src }) => src === "").length,
      links: [...document.links]
        .filter(({ protocol, origin, rel }) => {
          const isOurs = origin === location.origin;
          return !["http:", "https:"].includes(protocol) || !(isOurs || rel.includes("noopener"));
        })
        .map(({ href }) => href),
      images: [...document.images].map(({ src }) => src).filter((src) => /canary|^x$/.test(src)),
    };
  });
  expect([path, found]).toEqual([
    path,
    {
      ...{ hacked: null, violations: [], acting: [], strange: [], inlineScripts: 0 },
      ...{ links: [], images: [] },
    },
  ]);
  expect([path, complaints]).toEqual([path, []]);
  expect([path, dialogs]).toEqual([path, []]);
}

/** Whether a page shows a text letter for letter, as text or as what a field holds. */
async function shows(page: Page, wanted: string): Promise<boolean> {
  const squeezed = (said: string) => said.replace(/\s+/g, " ").trim();
  const said = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")];
    return `${document.body.textContent} ${fields.map(({ value }) => value).join(" ")}`;
  });
  return squeezed(said).includes(squeezed(wanted));
}

describe("Hostile texts [T19] [C23] [C25]", () => {
  const VIEWS = ["", "?view=answers", "?view=promise", "?view=setup", "?iteration=1"];

  test("are text on the list of projects and the list of features", async () => {
    const looking = await watched();
    await looking.page.goto(`${stage.server.url}/`, { waitUntil: "networkidle" });
    expect(await shows(looking.page, text(0))).toBe(true);
    await expectHarmless(looking, "/");
    for (const path of [
      "",
      "?state=discovered",
      "?state=needs",
      `?q=${encodeURIComponent(text(0))}`,
    ]) {
      await looking.open(path);
      await expectHarmless(looking, path);
    }
    await looking.open("");
    for (const name of NAMES) expect([name, await shows(looking.page, name)]).toEqual([name, true]);
  });

  test.each(VIEWS)("are text on every feature's page: %s", async (view) => {
    const looking = await watched();
    for (const [index, feature] of FEATURES.entries()) {
      // What its first view shows of each, the others show of some.
      if (view !== "" && index % 3 > 0) continue;
      await looking.open(`/f/${feature}${view}`);
      expect([feature, await shows(looking.page, text(index).trim())]).toEqual([feature, true]);
      await expectHarmless(looking, feature + view);
    }
    await looking.context.close();
  });

  test("are text among the answers, each letter for letter", async () => {
    const looking = await watched();
    await looking.open("/f/f-0?view=answers");
    await looking.page.getByRole("listitem").first().waitFor();
    for (const comment of hostile.markup)
      expect([comment, await shows(looking.page, comment)]).toEqual([comment, true]);
    for (const query of hostile.queries) {
      await looking.open(`/f/f-0?view=answers&q=${encodeURIComponent(query)}`);
      await expectHarmless(looking, query);
    }
  });

  test("are text at the pit stop, on screen and on paper", async () => {
    const looking = await watched();
    await looking.open("/q/now");
    expect(await shows(looking.page, NAMES[0] ?? "")).toBe(true);
    await expectHarmless(looking, "/q/now");
    await looking.page.emulateMedia({ media: "print" });
    await expectHarmless(looking, "/q/now printed");
  });

  test("are text while somebody signs, edits and installs", async () => {
    const looking = await watched();
    for (const path of ["/install", "/settings", "/nowhere", `/f/${encodeURIComponent(text(0))}`]) {
      await looking.open(path);
      await expectHarmless(looking, path);
    }
  });

  test("in the address are text, or nothing", async () => {
    const looking = await watched();
    for (const each of hostile.markup) {
      const written = encodeURIComponent(each);
      for (const path of [
        `?q=${written}&owner=${written}`,
        `/f/f-0?view=${written}&iteration=${written}`,
        `/q/${written}`,
      ]) {
        await looking.open(path);
        await expectHarmless(looking, path);
      }
      await looking.page.goto(`${stage.server.url}/sign-in?next=${written}#token=${written}`);
      await expectHarmless(looking, `/sign-in ${each}`);
    }
  });
});

describe("The dashboard [T30] [C09] [C25]", () => {
  let elsewhere: HttpServer;
  let host = "";
  beforeAll(async () => {
    elsewhere = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      const paths = ["/", `/p/${stage.product.id}`, "/api/docs", "/api/me", "/sign-in"];
      response.end(
        paths.map((path) => `<iframe src="${stage.server.url}${path}"></iframe>`).join(""),
      );
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    host = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  });
  afterAll(() => elsewhere.close());

  test("stands in no frame of another site", async () => {
    const { page } = await visit(stage, { provoking: true });
    await page.goto(host, { waitUntil: "networkidle" });
    const frames = page.frames().slice(1);
    expect(frames).toHaveLength(5);
    for (const frame of frames) {
      expect(frame.url()).toMatch(/^chrome-error:/);
      expect(await frame.locator("#app, main").count()).toBe(0);
    }
  });

  test("lets no script make markup of a text, or policies that would", async () => {
    const { page, open } = await watched({ provoking: true });
    await open("");
    const tried = await page.evaluate(() => {
      const outcome = (act: () => unknown) => {
        try {
          act();
          return "done";
        } catch (error) {
          return (error as Error).name;
        }
      };
      const types = (
        globalThis as unknown as {
          trustedTypes: { createPolicy: (name: string, rules: object) => object };
        }
      ).trustedTypes;
      return {
        markup: outcome(() => (document.createElement("p").innerHTML = "<b>")),
        policy: outcome(() => types.createPolicy("any", { createHTML: (html: string) => html })),
        source: outcome(() => (document.createElement("script").src = "https://canary.example")),
      };
    });
    expect(tried).toEqual({
      markup: "TypeError",
      policy: "TypeError",
      source: "TypeError",
    });
  });

  test("goes after signing in to a path of its own, whatever it was told", async () => {
    const { page } = await visit(stage);
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "%2f%2fevil.example",
      "javascript:alert(1)",
      "/.//evil.example",
      "\t//evil.example",
    ]) {
      await page.goto(`${stage.server.url}/sign-in?next=${encodeURIComponent(next)}`, {
        waitUntil: "networkidle",
      });
      expect([next, new URL(page.url()).origin]).toEqual([next, stage.server.url]);
      const away = await page.evaluate(() =>
        [...document.links]
          .map(({ origin }) => origin)
          .filter((origin) => origin !== location.origin),
      );
      expect([next, away]).toEqual([next, []]);
    }
  });
});
