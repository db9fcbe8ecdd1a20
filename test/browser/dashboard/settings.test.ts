// The settings, section by section: seen by everybody, changed by editors, managed by owners.

import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, member, project, secretOf, signIn } from "../../worker/people/visitors.ts";
import { ask, report } from "../../worker/product.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { csvExport, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport]);
});
afterAll(() => stage.close());

async function look(view: string, manner: Parameters<typeof visit>[1] = {}) {
  const visited = await visit(stage, manner);
  await visited.open(`/settings${view && `?view=${view}`}`);
  const { page } = visited;
  return {
    ...visited,
    region: (name: string) => page.getByRole("region", { name, exact: true }),
    dialog: page.getByRole("dialog"),
    messages: page.getByRole("status", { name: "Messages" }),
  };
}

async function settings() {
  return (await ask(stage.product, "GET /projects/{project}")).json;
}

describe("the project", () => {
  test("is renamed, and the header shows it; what is wrong stands beside its field", async () => {
    const { page, region, messages } = await look("");
    const section = region("Project");
    await section.getByLabel("Name").fill("Ledgerly Pro");
    await section.getByLabel("The fiscal year begins in").selectOption({ label: "April" });
    await section.getByRole("button", { name: "Save" }).click();
    await messages.getByText("Kept.").waitFor();
    await page.getByRole("button", { name: "Ledgerly Pro" }).waitFor();
    expect(await settings()).toMatchObject({ name: "Ledgerly Pro", fiscalStartMonth: 4 });

    await section.getByLabel("Time zone").fill("Asia/Tokyo");
    await section.getByRole("button", { name: "Save" }).click();
    await section
      .getByRole("alert")
      .getByText(/cannot change after the first signal/)
      .waitFor();
    expect(await section.getByLabel("Time zone").inputValue()).toBe("Asia/Tokyo");
  });

  test("names its origins and languages", async () => {
    const { region, messages } = await look("");
    const section = region("Where it runs");
    await section.getByLabel("Origins, one a line").fill("app.example.com");
    await section.getByRole("button", { name: "Save" }).click();
    await section.getByText("an origin such as https://app.example.com").first().waitFor();
    await section
      .getByLabel("Origins, one a line")
      .fill("https://app.example.com\nhttps://b.example.com");
    await section.getByLabel("Languages it asks in").fill("en, de");
    await section.getByRole("button", { name: "Save" }).click();
    await messages.getByText("Kept.").waitFor();
    const { origins, languages } = await settings();
    expect(origins.toSorted()).toEqual(["https://app.example.com", "https://b.example.com"]);
    expect(languages).toEqual(["en", "de"]);
  });

  test("gives the question its look, with the real prompt beside it", async () => {
    const { page, region, messages } = await look("");
    const section = region("How the question looks");
    await section.getByText("Did CSV export help?").waitFor();
    await section.getByLabel("Colour").fill("#aa3366");
    await section.getByLabel("Corners, in px").fill("4");
    await section.getByRole("button", { name: "Use this look" }).click();
    await messages.getByText("Kept.").waitFor();
    expect((await settings()).theme).toEqual({ scheme: "auto", accent: "#aa3366", radius: 4 });
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("targets and words", () => {
  test("a target that moves says what that means before it is kept", async () => {
    const { page, messages } = await look("targets");
    await page.getByRole("button", { name: "Everyday 40 %" }).click();
    expect(await page.getByLabel("Adopted, in % of those who met it").inputValue()).toBe("40");
    await page.getByText("Adoption raised from 20 % to 40 %.").waitFor();
    await page.getByText(/stands beside the verdict for good/).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await page.getByRole("button", { name: "Use these targets" }).click();
    await messages.getByText("These are the targets from now on.").waitFor();
    expect((await settings()).targets).toEqual({ adoption: 0.4, helpfulness: 0.7 });
    expect(await page.getByText("What this move means").count()).toBe(0);
  });

  test("words are set for all languages, or for each its own", async () => {
    const { page, messages } = await look("wording");
    await page.getByLabel("The good answer", { exact: true }).fill("Yes, it did");
    await page.getByRole("button", { name: "Yes, it did" }).waitFor();
    await page.getByRole("button", { name: "Use these words" }).click();
    await messages.getByText("Customers read these words from now on.").waitFor();
    expect((await settings()).labels).toEqual({ yes: "Yes, it did" });
    await page.getByLabel("These words hold").selectOption("each");
    await page.getByLabel("Language").selectOption("de");
    await page.getByLabel("The good answer", { exact: true }).fill("Ja, sehr");
    await page.getByRole("button", { name: "Use these words" }).click();
    await expect
      .poll(async () => (await settings()).labels)
      .toMatchObject({ de: { yes: "Ja, sehr" } });
  });
});

describe("privacy", () => {
  test("says in plain words what asking for proof means, and keeps the switches", async () => {
    const { page, region, messages } = await look("privacy");
    await page
      .getByText(/A stranger who knows a customer's id can post in that customer's name/)
      .waitFor();
    const section = region("Asking, and what is kept");
    await section.getByLabel("Days of rest between questions").fill("30");
    await section.getByLabel("Pause all asking").check();
    await section.getByRole("button", { name: "Save" }).click();
    await messages.getByText("Kept.").waitFor();
    expect(await settings()).toMatchObject({ restDays: 30, paused: true, requireProof: false });
    await region("Proof of identity").getByLabel("Count nobody without proof").check();
    await region("Proof of identity").getByRole("button", { name: "Save" }).click();
    await expect.poll(async () => (await settings()).requireProof).toBe(true);
  });

  test("a customer is looked up by the host's own id, which stands in no address, and erased", async () => {
    await report(stage.product, {
      customer: "u_gone",
      signals: [
        { kind: "used", feature: "csv-export", at: Date.now() },
        {
          kind: "answered",
          feature: "csv-export",
          at: Date.now(),
          helped: false,
          comment: "No dates",
        },
      ],
    });
    const { page, region, dialog, messages } = await look("customers");
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    const section = region("One customer's data");
    await section.getByLabel("Customer").fill("u_gone");
    await section.getByRole("button", { name: "Look them up" }).click();
    await section.getByText("No dates").waitFor();
    await section.getByRole("cell", { name: "it did not" }).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await section.getByRole("button", { name: "Erase u_gone" }).click();
    await dialog.getByText(/cannot be undone/).waitFor();
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await messages.getByText(/^Erased: 1 journey and 1 answer/).waitFor();
    await section.getByRole("button", { name: "Look them up" }).click();
    await section.getByText("Nothing is kept about u_gone.").waitFor();
    expect(urls.filter((url) => url.includes("u_gone"))).toEqual([]);
  });

  test("one's own people are named, and counted by pseudonym alone", async () => {
    const { page, region } = await look("customers");
    await region("Your own people").getByLabel("Customers, one id a line").fill("u_ada\nu_bob");
    await region("Your own people").getByRole("button", { name: "Replace the list" }).click();
    await page.getByText(/^2 customers and 0 accounts are on the list/).waitFor();
    expect(await page.getByText("u_ada").count()).toBe(0);
  });
});

describe("people", () => {
  test("are invited by a link to pass on, given a role with an undo, and removed", async () => {
    const { page, region, dialog, messages } = await look("members");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await dialog.getByLabel("E-mail address").fill("mateus@example.com");
    await dialog.getByLabel("Name").fill("Mateus");
    await dialog.getByLabel("Role").selectOption("viewer");
    expect(await wrongs(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make an invitation" }).click();
    const link = await region("the link").textContent();
    expect(await signIn(stage.server, secretOf(link))).not.toBe("");

    await page.getByRole("combobox", { name: "Role of Mateus" }).selectOption("editor");
    await messages.getByText("Mateus is editor now.").waitFor();
    await messages.getByRole("button", { name: "Undo" }).click();
    await messages.getByText("Mateus is viewer now.").waitFor();
    await page.getByRole("button", { name: "Remove Mateus" }).click();
    await dialog.getByRole("button", { name: "Remove from the project" }).click();
    await messages.getByText("Mateus is no longer a member.").waitFor();
    await expect.poll(() => page.getByRole("combobox", { name: "Role of Mateus" }).count()).toBe(0);
  });

  test("the last owner stays, with the reason", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "owner" };
    await member(stage.server, { ...given, email: "only@example.com" });
    const { page, messages, dialog } = await look("members");
    const role = page.getByRole("combobox", { name: "Role of only@example.com" });
    await role.selectOption("viewer");
    await messages.getByText(/The role stays as it was. A project needs an owner/).waitFor();
    expect(await role.inputValue()).toBe("owner");
    await page.getByRole("button", { name: "Remove only@example.com" }).click();
    await dialog.getByRole("button", { name: "Remove from the project" }).click();
    await dialog
      .getByRole("alert")
      .getByText(/A project needs an owner/)
      .waitFor();
  });

  test("see where they are signed in, end a session, and leave everywhere", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "editor" };
    const first = await member(stage.server, { ...given, email: "twice@example.com" });
    const again = await call(stage.server, `POST /api/projects/${stage.product.id}/members`, {
      cookie: stage.cookie,
      body: { email: "twice@example.com", role: "editor" },
    });
    await signIn(stage.server, secretOf(again.json["link"]));
    const { page, dialog, region } = await look("sessions", { cookie: first.cookie });
    const items = region("Where you are signed in").getByRole("listitem");
    await expect.poll(() => items.count()).toBe(2);
    expect(await items.filter({ hasText: "this one" }).count()).toBe(1);
    expect(await wrongs(page)).toEqual([]);
    await items.getByRole("button", { name: /^Sign out/ }).click();
    await expect.poll(() => items.count()).toBe(1);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("heading", { name: "Did it land with customers?" }).waitFor();
    const me = await call(stage.server, "GET /api/me", { cookie: first.cookie });
    expect(me.status).toBe(401);
  });

  test("make tokens that are shown once, and revoke them", async () => {
    const { page, region, dialog } = await look("tokens");
    await page.getByRole("button", { name: "Make a token" }).click();
    await dialog.getByLabel("Name").fill("Monday report");
    await dialog.getByRole("button", { name: "Make it" }).click();
    const token = (await region("the token Monday report").textContent()) ?? "";
    const read = () => call(stage.server, `GET /api/projects/${stage.product.id}`, { token });
    expect((await read()).status).toBe(200);
    await page.reload();
    await page.getByRole("button", { name: "Revoke Monday report" }).click();
    expect(await page.getByText(token).count()).toBe(0);
    await dialog.getByRole("button", { name: "Revoke it for good" }).click();
    await expect.poll(async () => (await read()).status).toBe(401);
  });
});

describe("what happened and how it is", () => {
  test("the log tells who changed what from what to what, is searched, and read to the end", async () => {
    for (let index = 0; index < 55; index++)
      await ask(stage.product, "PATCH /projects/{project}", { body: { restDays: 40 + index } });
    const { page, region } = await look("audit");
    const lines = region("Audit log").getByRole("listitem");
    await expect.poll(() => lines.count()).toBe(50);
    expect((await lines.first().allInnerTexts()).join()).toMatch(/restDays\s*93 → 94/);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => lines.count()).toBeGreaterThan(50);
    await page.keyboard.press("/");
    await page.keyboard.type("key made");
    await expect.poll(() => lines.count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("q")).toBe("key made");
    await page.getByRole("searchbox").fill("zebra");
    await page.getByText("Nothing in the log is like that.").waitFor();
  });

  test("health says that all is well, and where it is not, what waits", async () => {
    const { page } = await look("health");
    await page.getByText("Every sum is what people's journeys say.").waitFor();
    await page.getByText("There are none.").waitFor();
    const letter = JSON.stringify({ project: stage.product.id, facts: [] });
    await stage.server.env.DB.prepare(
      "INSERT INTO dead_letter (id, project, at, reason, signals, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
      .bind("d_1", stage.product.id, Date.now(), "the database was away", 3, letter)
      .run();
    await page.reload();
    await page.getByText("1 letter could not be folded and waits below.").waitFor();
    await page.getByText("The database was away.").waitFor();
    expect(await wrongs(page)).toEqual([]);
    await page.getByRole("button", { name: "Fold them again" }).click();
    await page
      .getByRole("status", { name: "Messages" })
      .getByText(/letter/)
      .waitFor();
  });
});

describe("data", () => {
  test("goes out as a file and comes into an empty project, with progress", async () => {
    const { page, region } = await look("data");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Everything (NDJSON)" }).click(),
    ]);
    await region("Export")
      .getByText(/are in your downloads/)
      .waitFor();
    const text = await readFile(await download.path(), "utf8");
    expect(text).toMatch(/^\{"kind":"export"/);

    const folder = await mkdtemp(join(tmpdir(), "landed-export-"));
    const whole = join(folder, "whole.ndjson");
    const cut = join(folder, "cut.ndjson");
    await writeFile(whole, text);
    await writeFile(cut, text.replace("CSV export", "CSV exporter"));
    const empty = await project(stage.server, stage.cookie, "Copy");
    const into = await look("data", { project: empty });
    await into.page.getByLabel("File").setInputFiles(cut);
    await into.page.getByRole("button", { name: "Import it" }).click();
    await into
      .region("Import")
      .getByRole("alert")
      .getByText(/Line \d+:/)
      .first()
      .waitFor();
    expect(await wrongs(into.page)).toEqual([]);
    await into.page.getByLabel("File").setInputFiles(whole);
    let letIn = () => {};
    const held = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    await into.page.route("**/import", async (route) => {
      await held;
      await route.continue();
    });
    await into.page.getByRole("button", { name: "Import it" }).click();
    const progress = into.region("Import").getByRole("status");
    await progress.getByRole("progressbar", { name: "Import" }).waitFor();
    expect(await into.page.getByRole("button", { name: "Importing…" }).isDisabled()).toBe(true);
    letIn();
    await into
      .region("Import")
      .getByText(/1 feature, /)
      .waitFor();
    await into.page.getByRole("link", { name: "See the features" }).click();
    await into.page.getByRole("link", { name: "CSV export" }).first().waitFor();
  });

  test("is refused into a project that holds something, with the reason", async () => {
    const { page, region } = await look("data");
    const folder = await mkdtemp(join(tmpdir(), "landed-export-"));
    const file = join(folder, "some.ndjson");
    await writeFile(file, "{}\n");
    await page.getByLabel("File").setInputFiles(file);
    await page.getByRole("button", { name: "Import it" }).click();
    await region("Import")
      .getByRole("alert")
      .getByText(/only be imported into an empty project/)
      .waitFor();
  });
});

describe("roles", () => {
  test("a viewer sees the settings and changes nothing; what is the owners' says so", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const { cookie } = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page, region, open } = await look("", { cookie });
    await page.getByText("You are a viewer here").waitFor();
    expect(await region("Project").getByLabel("Name").isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: /^(Keep|Use)/ }).count()).toBe(0);
    for (const view of ["tokens", "audit", "data"]) {
      await open(`/settings?view=${view}`);
      await page.getByText("Only owners of the project see this").waitFor();
    }
  });

  test("an editor changes the settings and does not manage people", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "editor" };
    const { cookie } = await member(stage.server, { ...given, email: "editor@example.com" });
    const { page, open, region, messages } = await look("", { cookie });
    await region("Project").getByRole("button", { name: "Save" }).click();
    await messages.getByText("Kept.").waitFor();
    await open("/settings?view=members");
    await region("Members").getByText("editor@example.com").waitFor();
    for (const name of ["Invite somebody", /^Remove/])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
    await open("/settings?view=privacy");
    await page.getByText("Owners change these").waitFor();
    expect(await page.getByRole("checkbox").first().isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Keep it" }).count()).toBe(0);
  });
});

describe("every section", () => {
  const VIEWS =
    "project targets wording privacy customers members sessions tokens audit health data";
  test.each(VIEWS.split(" "))(
    "is accessible in light and dark, within its policy, and fits a phone: %s",
    async (view) => {
      for (const scheme of ["light", "dark"] as const) {
        const { page, complaints } = await look(view, { scheme, width: 360 });
        await page.getByRole("main").waitFor();
        await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
        expect(complaints).toEqual([]);
        expect(await wrongs(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
    },
  );

  test.each([
    ["members", "Invite somebody"],
    ["tokens", "Make a token"],
    ["data", /^Delete/],
  ])("asks in dialogs that are accessible in light and dark: %s", async (view, name) => {
    for (const scheme of ["light", "dark"] as const) {
      const { page, dialog } = await look(view, { scheme, width: 360 });
      await page.getByRole("button", { name }).click();
      await dialog.waitFor();
      expect(await wrongs(page)).toEqual([]);
    }
  });
});
