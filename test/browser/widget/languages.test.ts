// Every language in every state of the prompt on the narrowest screen: nothing is cut off, all can be pressed.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ask } from "../../../contract/ask.ts";
import type { Step } from "../../../widget/prompt/machine.ts";
import type { Moment } from "../../../widget/prompt/moment.ts";
import { LANGUAGES } from "../../../worker/ask/languages/index.ts";
import { startBrowser } from "../chromium.ts";

const SITE = join(import.meta.dirname, "../../../dist/site");
const STEPS: readonly Step[] = ["asked", "answered", "sending", "thanked", "refused", "saved"];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 320, height: 480 } });
  const name = (await readdir(SITE)).find((each) => /^landed-prompt\..*\.js$/.test(each)) ?? "";
  const code = await readFile(join(SITE, name), "base64");
  await page.setContent("<!doctype html><landed-prompt></landed-prompt>");
  await page.evaluate(
    `import("data:text/javascript;base64,${code}").then((file) => { globalThis.prompt = file; })`,
  );
});
afterAll(() => browser.close());

function asked({ question, followUp, labels, dir, lang }: (typeof LANGUAGES)[number]): Ask {
  const about = { feature: "csv-export", iteration: "1", question: question("CSV export") };
  const theme = { scheme: "auto", accent: null, radius: null } as const;
  return { ...about, followUp, labels, dir, lang, placement: "bottom-right", delayMs: 0, theme };
}

/** Shows a state of the real prompt; inline, it stands in the page and goes on as people press. */
async function show(ask: Ask, step: Step, inline = false): Promise<void> {
  await page.evaluate(
    ([given, wanted, isInline]) => {
      const { prompt } = globalThis as unknown as { prompt: { show(moment: Moment): unknown } };
      for (const old of document.querySelectorAll("html > landed-prompt")) old.remove();
      prompt.show({
        ask: given,
        feature: given.feature,
        from: "",
        isHere: () => true,
        memory: "",
        settings: {},
        place: isInline ? (document.querySelector("landed-prompt") ?? undefined) : undefined,
        begin: { step: wanted, patience: 1_000, never: wanted === "refused" },
        note: () => "",
        send: async () => undefined,
        on: () => () => {},
        read: () => "",
        write: () => {},
      });
    },
    [ask, step, inline] as const,
  );
  await page.locator("landed-prompt section").first().waitFor();
}

/** Every text and control that does not fit where it stands, by what is written on it. */
function cutOff(): string[] {
  const section = document.querySelector("html > landed-prompt")?.shadowRoot?.firstElementChild;
  if (!section) return ["nothing is shown"];
  const room = section.getBoundingClientRect();
  const parts = [...section.querySelectorAll("p, span, small, button, input")];
  return [section, ...parts].flatMap((part) => {
    const { left, right, width, height } = part.getBoundingClientRect();
    const isOutside = left < room.left || right > room.right || left < 0 || right > innerWidth;
    const isTight = part.localName !== "span" && part.scrollWidth > part.clientWidth;
    const isSmall = part.matches("button, input") && (width < 44 || height < 44);
    return isOutside || isTight || isSmall ? (part.textContent ?? part.localName) : [];
  });
}

describe.each(LANGUAGES)("$lang", (pack) => {
  test.each(STEPS)("%s fits into 320 px", async (step) => {
    await show(asked(pack), step);
    expect(await page.evaluate(cutOff)).toEqual([]);
  });
});

test("what changes under a press is read in the order in which it is seen", async () => {
  const [english] = LANGUAGES;
  if (!english) throw new Error("there are no languages");
  await show(asked(english), "asked", true);
  await page.click("body > landed-prompt >> text=Yes");
  const controls = () =>
    page.evaluate(() => {
      const section = document.querySelector("body > landed-prompt")?.shadowRoot?.firstElementChild;
      return [...(section?.querySelectorAll("input, button, small") ?? [])].map(
        (each) => each.textContent || each.localName,
      );
    });
  const { send, privacy, change, yes, no } = english.labels;
  expect(await controls()).toEqual(["input", send, privacy, change]);
  await page.click(`body > landed-prompt >> text=${change}`);
  expect(await controls()).toEqual([yes, no]);
});
