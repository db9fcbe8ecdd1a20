// The list of projects: how each stands in one line, a new one, and none at all.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, link, member, project, signIn } from "../../worker/people/visitors.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { everything, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, everything);
  await project(stage.server, stage.cookie, "Brand new");
});
afterAll(() => stage.close());

async function look(manner: Parameters<typeof visit>[1] = {}) {
  const visited = await visit(stage, manner);
  await visited.page.goto(stage.server.url, { waitUntil: "networkidle" });
  return { ...visited, items: visited.page.getByRole("main").getByRole("listitem") };
}

describe("the list of projects", () => {
  test("tells in one line how each stands, and where to go next", async () => {
    const { page, items, complaints } = await look();
    const ledgerly = items.filter({ hasText: "Ledgerly" });
    await ledgerly.getByText(/done( yet)?; 3 need you\./).waitFor();
    const fresh = items.filter({ hasText: "Brand new" });
    await fresh.getByText("Nothing has been heard yet.").waitFor();
    await fresh.getByRole("link", { name: "Put the line in" }).waitFor();
    expect(complaints).toEqual([]);
    await ledgerly.getByRole("link", { name: "3 need you" }).click();
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    expect(new URL(page.url()).search).toBe("?state=needs");
  });

  test("makes a project, and says beside the field what is wrong with it", async () => {
    const { page } = await look();
    await page.getByRole("button", { name: "New project" }).click();
    const dialog = page.getByRole("dialog", { name: "New project" });
    await dialog.getByLabel("Name of the product").fill("Payroll");
    await dialog.getByLabel("Time zone").fill("Mars/Olympus");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await dialog.getByText("an IANA time zone such as Europe/Berlin", { exact: true }).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await dialog.getByLabel("Time zone").fill("Europe/Berlin");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("heading", { level: 1, name: "One line, and you are heard." }).waitFor();
    await page.getByRole("link", { name: "Landed: all projects" }).click();
    await page.getByRole("heading", { name: "Payroll" }).waitFor();
  });

  test("shows members their own alone, and offers no new one", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const viewer = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page, items } = await look({ cookie: viewer.cookie });
    await items.filter({ hasText: "Ledgerly" }).waitFor();
    expect(await items.count()).toBe(1);
    expect(await page.getByRole("button", { name: "New project" }).count()).toBe(0);
  });

  test("says to whoever is a member of none what to do", async () => {
    const cookie = await signIn(
      stage.server,
      await link(stage.server, { email: "nobody@example.com", name: "Nobody" }),
    );
    const { page } = await look({ cookie });
    await page.getByText(/Ask an owner of the project to invite nobody@example.com/).waitFor();
    expect(await wrongs(page)).toEqual([]);
  });

  test("says what to do when the server does not answer", async () => {
    const { page } = await look({ cookie: stage.cookie });
    await page.route("**/api/projects", (route) => route.abort());
    await page.reload();
    await page
      .getByRole("alert")
      .getByText(/Check your connection/)
      .waitFor();
    await page.unroute("**/api/projects");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Ledgerly" }).waitFor();
  });

  test("is accessible in light and dark, and fits a phone", async () => {
    for (const scheme of ["light", "dark"] as const) {
      const { page, items } = await look({ scheme, width: 360 });
      await items.first().waitFor();
      expect(await wrongs(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  });

  test("forgets a project that was deleted by its name", async () => {
    const gone = await project(stage.server, stage.cookie, "Short-lived");
    const { page } = await visit(stage);
    await page.goto(`${stage.server.url}/p/${gone}/settings?view=data`);
    await page.getByRole("button", { name: "Delete Short-lived" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Short-lived" });
    const sure = dialog.getByRole("button", { name: "Delete Short-lived for good" });
    await dialog.getByLabel("Type Short-lived to be sure").fill("short");
    expect(await sure.isDisabled()).toBe(true);
    await dialog.getByLabel("Type Short-lived to be sure").fill("Short-lived");
    await sure.click();
    await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    expect(await page.getByText("Short-lived").count()).toBe(0);
    const answer = await call(stage.server, `GET /api/projects/${gone}`, { cookie: stage.cookie });
    expect(answer.status).toBe(404);
  });
});
