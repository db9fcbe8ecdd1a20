// What customers answered: searched, filtered, tagged, hidden, noted, and read to the end.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { csvExport, say, signalsOf, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport]);
});
afterAll(() => stage.close());

async function look(search = "") {
  const visited = await visit(stage);
  await visited.open(`/f/csv-export?view=answers${search}`);
  const { page } = visited;
  const answers = page.getByRole("region", { name: "Answers" });
  const items = answers.getByRole("listitem");
  const messages = page.getByRole("status", { name: "Messages" });
  return { ...visited, answers, items, messages };
}

describe("the answers", () => {
  test("show what people wrote as text, whatever it is [T19] [C23]", async () => {
    const { items, page, complaints } = await look();
    await items.filter({ hasText: "<img src=x onerror=alert(1)> just text" }).waitFor();
    expect(await page.locator("[onerror]").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("are searched by their words, and the search stands in the address", async () => {
    const { page, items } = await look();
    await page.keyboard.press("/");
    await page.keyboard.type("date format");
    await expect
      .poll(() => items.allInnerTexts())
      .toEqual([expect.stringContaining("date format")]);
    expect(new URL(page.url()).searchParams.get("q")).toBe("date format");
  });

  test("are filtered by what was said and by iteration, and found again by their address", async () => {
    const { page, items } = await look();
    await page.getByRole("link", { name: "It did not" }).click();
    await page.getByRole("combobox", { name: "Answers to" }).selectOption({ label: "Iteration 1" });
    await expect.poll(() => items.count()).toBe(14);
    const { page: other, items: same } = await look(
      new URL(page.url()).search.replace("?view=answers", ""),
    );
    await other.getByRole("combobox", { name: "Answers to" }).waitFor();
    expect(await same.count()).toBe(14);
  });

  test("say so where none is like that, and lead back", async () => {
    const { page, items } = await look("&q=zebra");
    await page.getByRole("heading", { name: "No answer is like that." }).waitFor();
    await page.getByRole("button", { name: "Show all answers" }).click();
    await expect.poll(() => items.count()).toBe(50);
  });

  test("are read to the end, a page at a time", async () => {
    const { page, items } = await look();
    await expect.poll(() => items.count()).toBe(50);
    await page.getByRole("button", { name: "Show more answers" }).click();
    await page.getByText("76 shown, newest first; these are all").waitFor();
    expect(await items.count()).toBe(76);
    expect(await page.getByRole("button", { name: "Show more answers" }).count()).toBe(0);
  });

  test("are tagged, and the tag finds them; a tag is taken off again", async () => {
    const { page, items } = await look("&q=date");
    await items.getByRole("button", { name: "Tag" }).click();
    await page.keyboard.type("dates");
    await page.keyboard.press("Enter");
    await items.getByRole("link", { name: "dates" }).waitFor();
    await page.getByRole("searchbox").fill("");
    await expect.poll(() => items.count()).toBe(50);
    await items.getByRole("link", { name: "dates" }).click();
    await expect.poll(() => items.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("tag")).toBe("dates");
    await items.getByRole("button", { name: "Remove the tag dates" }).click();
    await expect.poll(() => items.getByRole("link", { name: "dates" }).count()).toBe(0);
  });

  test("are hidden with an undo, and hidden ones are found where one asks for them", async () => {
    const { page, items, messages } = await look("&q=Month-end");
    await items.getByRole("button", { name: "Hide" }).click();
    await messages.getByText("Hidden.").waitFor();
    await page.reload({ waitUntil: "networkidle" });
    expect(await items.count()).toBe(0);
    await page.getByLabel("Hidden ones").check();
    await items.getByRole("button", { name: "Show again" }).click();
    await messages.getByRole("button", { name: "Undo" }).click();
    await items.getByRole("button", { name: "Show again" }).click();
    await messages.getByText("Shown again.").first().waitFor();
  });

  test("bear a note of the team", async () => {
    const { page, items } = await look("&q=date");
    await items.getByRole("button", { name: "Note" }).click();
    await page.keyboard.type("Planned for January");
    await page.keyboard.press("Enter");
    await items.getByText("Planned for January").waitFor();
    await page.reload({ waitUntil: "networkidle" });
    await items.getByText("Planned for January").waitFor();
  });

  test("take back what the server did not keep, and say so", async () => {
    const { page, items, messages } = await look("&q=date");
    await page.route("**/answers/*", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.fallback(),
    );
    await items.getByRole("button", { name: "Hide" }).click();
    await messages.getByText(/That was not kept/).waitFor();
    await items.getByRole("button", { name: "Hide" }).waitFor();
  });

  test("are accessible, in the middle of triage too", async () => {
    const { page, items } = await look("&q=date");
    await items.getByRole("button", { name: "Tag" }).click();
    expect(await wrongs(page)).toEqual([]);
  });

  test("come with those that arrived since, when one comes back to the page", async () => {
    const { page, items } = await look("&q=fresh");
    await page.getByRole("heading", { name: "No answer is like that." }).waitFor();
    const fresh = { ago: 0, helped: true, comment: "fresh from today" };
    const [iteration] = csvExport.iterations.slice(-1);
    if (!iteration) throw new Error("no iteration");
    await say(
      stage.product,
      signalsOf("csv-export", {
        ...iteration,
        reached: 0,
        used: 0,
        returned: 0,
        answers: [fresh],
      }).map((signal) => ({ ...signal, customer: "somebody-new" })),
    );
    await page.reload({ waitUntil: "networkidle" });
    await items.filter({ hasText: "fresh from today" }).waitFor();
  });
});
