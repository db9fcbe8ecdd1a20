// Installing: the line with the real key, signals as they arrive, why somebody is not asked, proofs, policies and keys.

import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { member } from "../../worker/people/visitors.ts";
import { ask, makeProduct, report, reportFromPage } from "../../worker/product.ts";
import { serveShop } from "./shop.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { csvExport, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport]);
});
afterAll(() => stage.close());

async function look(search = "", manner: Parameters<typeof visit>[1] = {}) {
  const visited = await visit(stage, manner);
  const { page } = visited;
  // The page never falls silent: it listens.
  await page.goto(`${stage.server.url}/p/${manner.project ?? stage.product.id}/install${search}`);
  await page.getByRole("navigation", { name: "Sections of this page" }).waitFor();
  const live = page.getByRole("region", { name: "2. See it arrive" });
  return { ...visited, live, code: (name: string) => page.getByRole("region", { name }) };
}

describe("putting it in", () => {
  test("shows the line with the real key, and a page that holds it reports", async () => {
    const fresh = await makeProduct(stage.server);
    const { page, live, code } = await look("", { project: fresh.id });
    await live.getByText("Listening for the first signal…").waitFor();
    const text = (await code("the code").textContent()) ?? "";
    expect(text).toContain(`${stage.server.url}/landed.js`);
    expect(text).toMatch(/data-key="pk_live_[a-z0-9]{32}"/);

    const shop = await serveShop(text);
    const customer = await stage.browser.newPage();
    await customer.goto(shop.url);
    await customer.getByRole("button", { name: "Export CSV" }).click();
    await live.getByText("Signals arrive.").waitFor();
    const signals = page.getByRole("region", { name: "Signals, newest first" });
    await signals
      .getByRole("listitem")
      .filter({ hasText: /Used csv-export/ })
      .filter({ hasText: `${shop.url}` })
      .getByText("Accepted")
      .waitFor();
    await page.getByRole("heading", { name: "Signals arrive from Ledgerly." }).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await customer.close();
    shop.close();
  });

  test("has the form for every kind of product, each with its own address", async () => {
    const { page, code } = await look();
    const form = page.getByRole("combobox", { name: "Your product is" });
    await form.selectOption({ label: "React" });
    await expect.poll(() => code("the code").textContent()).toContain("landed/react");
    expect(new URL(page.url()).searchParams.get("form")).toBe("react");
    await form.selectOption({ label: "A bundler (npm)" });
    await expect.poll(() => code("the code").textContent()).toContain("landed.identify(");
    await form.selectOption({ label: "From a back end" });
    const curl = (await code("the code").textContent()) ?? "";
    const said = execFileSync("bash", ["-c", curl], {
      env: { ...process.env, LANDED_SECRET_KEY: stage.product.secretKey },
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(JSON.parse(String(said))).toEqual({ accepted: 1, rejected: [] });
  });

  test("is copied with one press", async () => {
    const { page, context, code } = await look();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the code" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await code("the code").textContent(),
    );
  });

  test("tells of each signal what became of it, in words", async () => {
    const { page, live } = await look();
    await live.getByText(/Listening|Signals arrive/).waitFor();
    const at = Date.now();
    await report(stage.product, {
      customer: "u_1",
      signals: [
        { kind: "used", feature: "csv-export", at },
        { kind: "used", feature: "csv-export", at, iteration: "no-such" },
        { kind: "seen", feature: "csv-export", at, colour: "red" },
      ],
    });
    const signals = page.getByRole("region", { name: "Signals, newest first" });
    await signals.getByText("It names an iteration that was not shipped here").waitFor();
    await signals.getByText("It has a field that signals do not have").waitFor();
    await signals.getByText("from a back end").first().waitFor();
    expect(await wrongs(page)).toEqual([]);
  });

  test("goes on listening when the connection was refused for a while", async () => {
    const { page, live } = await look("?view=keys");
    await page.route("**/live", (route) => route.fulfill({ status: 503, body: "" }));
    await page.getByRole("link", { name: "Put it in" }).click();
    await live.getByText("The connection was lost; trying again…").waitFor();
    await page.unroute("**/live");
    await live.getByText(/Listening…|Signals arrive/).waitFor();
  });
});

describe("the why-not tracer", () => {
  test("tries every gate for one person, with what it saw and when it passes", async () => {
    await reportFromPage(stage.product, {
      customer: "u_rest",
      signals: [{ kind: "used", feature: "csv-export", at: Date.now() }],
    });
    await report(stage.product, {
      customer: "u_rest",
      signals: [{ kind: "asked", feature: "csv-export", at: Date.now() }],
    });
    const { page } = await look("?view=why");
    await page.getByLabel("Customer").fill("u_rest");
    await page.getByLabel("Feature").fill("csv-export");
    await page.getByRole("button", { name: "Try the gates" }).click();
    const gates = page.getByRole("region", { name: "Gates" });
    await gates.getByRole("heading", { name: "They would not be asked now." }).waitFor();
    const items = await gates.getByRole("listitem").allInnerTexts();
    expect(items).toHaveLength(12);
    expect(items.find((item) => item.includes("resting"))).toMatch(/Does not pass:[\s\S]*passes/);
    expect(items.find((item) => item.includes("paused"))).toMatch(/^Passes:/);
    expect(await wrongs(page)).toEqual([]);
  });

  test("says who would be asked", async () => {
    await ask(stage.product, "POST /projects/{project}/features", { body: { key: "brand-new" } });
    const { page } = await look("?view=why");
    await page.getByLabel("Customer").fill("u_9");
    await page.getByLabel("Feature").fill("brand-new");
    await page.getByRole("button", { name: "Try the gates" }).click();
    await page.getByRole("heading", { name: "They would be asked now." }).waitFor();
  });

  test("says beside the form what is wrong, and keeps what was typed", async () => {
    const { page } = await look("?view=why");
    await page.getByLabel("Customer").fill("u_9");
    await page.getByLabel("Feature").fill("no-such-feature");
    await page.getByRole("button", { name: "Try the gates" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Customer").inputValue()).toBe("u_9");
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("proof of identity", () => {
  const RUNS = {
    node: (code: string) => [
      process.execPath,
      ["--input-type=module", "-e", `${code}\nprocess.stdout.write(landedProof("u_7", "acme"));`],
    ],
    python: (code: string) => [
      "python3",
      ["-c", `${code}\nprint(landed_proof("u_7", "acme"), end="")`],
    ],
    php: (code: string) => [
      "php",
      ["-r", `${code.replace("<?php", "")}\necho landed_proof("u_7", "acme");`],
    ],
  } as const;

  test.each(Object.keys(RUNS).filter(isInstalled) as (keyof typeof RUNS)[])(
    "the code for %s makes a proof that is accepted for its customer and nobody else",
    async (language) => {
      const { page } = await look(`?view=identity&language=${language}`);
      const shown = page.getByRole("region", { name: /^the code for/ });
      const [program, given] = RUNS[language]((await shown.textContent()) ?? "");
      const proof = execFileSync(program as string, given as string[], {
        env: { ...process.env, LANDED_IDENTITY_SECRET: stage.product.identitySecret },
        encoding: "utf8",
      });
      const signals = [{ kind: "used", feature: "csv-export", at: Date.now() }];
      const body = { customer: "u_7", account: "acme", proof, signals };
      expect((await reportFromPage(stage.product, body)).status).toBe(202);
      expect((await reportFromPage(stage.product, { ...body, customer: "u_8" })).status).toBe(401);
      expect((await reportFromPage(stage.product, { ...body, account: "other" })).status).toBe(401);
    },
  );

  test("a new secret is made after a question, and shown once", async () => {
    const { page } = await look("?view=identity");
    await page.getByRole("button", { name: "Make a new secret" }).click();
    const dialog = page.getByRole("dialog", { name: "A new identity secret" });
    await dialog.getByText(/stay valid/).waitFor();
    await dialog.getByRole("button", { name: "Make a new secret" }).click();
    const secret = page.getByRole("region", { name: "the identity secret", exact: true });
    expect(await secret.textContent()).toMatch(/^[\w-]{40,}$/);
    expect(await wrongs(page)).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "Make a new secret" }).waitFor();
    expect(await secret.count()).toBe(0);
  });

  function isInstalled(language: string): boolean {
    if (language === "node") return true;
    try {
      execFileSync(language === "python" ? "python3" : "php", ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  }
});

describe("policies", () => {
  test("the lines to copy let the widget run, pinned by its hash, and nothing else", async () => {
    const { page } = await look("?view=policy");
    const policy = await page.getByRole("region", { name: "the policy" }).textContent();
    const script = await page.getByRole("region", { name: "the pinned script" }).textContent();
    expect(script).toMatch(/integrity="sha256-[\w+/=]{44}"/);
    const shop = await serveShop(
      `<meta http-equiv="content-security-policy" content="default-src 'none'; ${policy}; require-trusted-types-for 'script'">
       ${script}<button data-landed="csv-export">Export CSV</button>`,
    );
    const customer = await stage.browser.newPage();
    const wrong: string[] = [];
    customer.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
    await customer.goto(shop.url);
    const [answer] = await Promise.all([
      customer.waitForResponse((response) => response.url().endsWith("/v1/signals")),
      customer.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(answer.status()).toBe(202);
    expect(wrong.filter((line) => !line.includes("favicon"))).toEqual([]);
    await customer.close();
    shop.close();
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("keys", () => {
  test("are made for a purpose; a secret one is shown once; revoking asks first", async () => {
    const { page } = await look("?view=keys");
    const keys = page.getByRole("region", { name: "Keys" });
    await keys.getByRole("button", { name: "Make a key" }).click();
    const dialog = page.getByRole("dialog", { name: "A new key" });
    await dialog.getByLabel("Back ends").check();
    await dialog.getByLabel("Name").fill("Billing");
    await dialog.getByRole("button", { name: "Make it" }).click();
    const shown = await keys.getByRole("region", { name: "the key Billing" }).textContent();
    expect(shown).toMatch(/^sk_live_/);
    const used = { ...stage.product, secretKey: shown ?? "" };
    const signals = [{ kind: "used", feature: "csv-export", at: Date.now() }];
    expect((await report(used, { customer: "u_5", signals })).status).toBe(202);

    await page.reload();
    await keys.getByText(`sk_live_…${shown?.slice(-4)}`).waitFor();
    expect(await keys.getByText(shown ?? "").count()).toBe(0);
    await keys.getByRole("button", { name: "Revoke Billing" }).click();
    await page.getByRole("button", { name: "Revoke it for good" }).click();
    await expect.poll(() => keys.getByText("Billing").count()).toBe(0);
    expect((await report(used, { customer: "u_5", signals })).status).toBe(401);
  });

  test("a test key is chosen for the line, and its signals are seen and not kept", async () => {
    const { page, code } = await look("?view=keys");
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByRole("dialog").getByLabel("Tries").check();
    await page.getByRole("dialog").getByLabel("Name").fill("Staging");
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("region", { name: "Keys" }).getByText("Staging").waitFor();
    await page.getByRole("link", { name: "Put it in" }).click();
    const staging = page.getByRole("option", { name: /^Staging, test/ });
    await page
      .getByRole("combobox", { name: "Key" })
      .selectOption((await staging.getAttribute("value")) ?? "");
    await expect.poll(() => code("the code").textContent()).toContain("pk_test_");
    await page.getByText(/leave no trace in the data/).waitFor();
  });

  test("are managed by owners; a viewer sees the line and no such button", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const viewer = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page } = await look("?view=keys", { cookie: viewer.cookie });
    await page.getByText("Website").first().waitFor();
    for (const name of ["Make a key", /^Revoke/, "Make a new secret"])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
  });
});

describe("the page", () => {
  test.each(["", "?view=why", "?view=identity", "?view=policy", "?view=keys"])(
    "is accessible in light and dark, within its policy, and fits a phone: %s",
    async (search) => {
      for (const scheme of ["light", "dark"] as const) {
        const { page, complaints } = await look(search, { scheme, width: 360 });
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
        expect(complaints).toEqual([]);
        expect(await wrongs(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
    },
  );

  test.each([
    ["keys", "Make a key"],
    ["identity", "Make a new secret"],
  ])("asks in dialogs that are accessible in light and dark: %s", async (view, name) => {
    for (const scheme of ["light", "dark"] as const) {
      const { page } = await look(`?view=${view}`, { scheme, width: 360 });
      await page.getByRole("button", { name }).click();
      await page.getByRole("dialog").waitFor();
      expect(await wrongs(page)).toEqual([]);
    }
  });
});
