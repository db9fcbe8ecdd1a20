// Every way of putting the widget into a page leads to the same facts in the database.

import { join } from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Product } from "../../worker/product.ts";
import {
  addFeature,
  answers,
  funnel,
  open,
  pageOf,
  productWith,
  type Site,
  startSite,
  tag,
  until,
  visitor,
} from "./site.ts";

const NPM = join(import.meta.dirname, "../../../dist/npm");
const BUTTON = `<button data-landed="FEATURE">Export CSV</button>`;

let site: Site;
let product: Product;

beforeAll(async () => {
  site = await startSite();
  product = await productWith(site);
});
afterAll(() => site.close());

/** A page that embeds the widget in some way, given the key of the feature it marks. */
interface Way {
  name: string;
  page(feature: string): string | Promise<string>;
}

const WAYS: Way[] = [
  {
    name: "one deferred line in the head",
    page: (feature) => pageOf(button(feature), tag(product)),
  },
  {
    name: "a script in the middle of the body",
    page: (feature) =>
      pageOf(
        `${button(feature)}<script src="${site.server.url}/landed.js" data-key="${product.key}"></script>`,
      ),
  },
  {
    name: "a module",
    page: (feature) =>
      pageOf(
        button(feature),
        `<script type="module" src="${site.server.url}/landed.js" data-key="${product.key}"></script>`,
      ),
  },
  {
    name: "a script that another script adds long after the page has loaded",
    page: (feature) =>
      pageOf(
        button(feature),
        script(`setTimeout(() => {
          const late = document.createElement("script");
          late.src = "${site.server.url}/landed.js";
          late.dataset.key = "${product.key}";
          document.head.append(late);
        }, 500)`),
      ),
  },
  {
    name: "the same line twice",
    page: (feature) => pageOf(button(feature), tag(product) + tag(product)),
  },
  {
    name: "init by hand, kept by the stub until the script is there",
    page: (feature) =>
      pageOf(
        button(feature),
        `${script(`${STUB}; landed.init({ key: "${product.key}", endpoint: "${site.server.url}/" })`)}
        <script src="${site.server.url}/landed.js" defer></script>`,
      ),
  },
  {
    name: "a versioned path, pinned by its hash",
    page: async (feature) => {
      const folder = `${site.server.url}/v/0.1.0`;
      const answer = await fetch(`${folder}/integrity.json`);
      const hashes = (await answer.json()) as Record<string, string>;
      return pageOf(
        button(feature),
        `<script src="${folder}/landed.js" integrity="${hashes["landed.js"]}" crossorigin data-key="${product.key}" defer></script>`,
      );
    },
  },
  {
    name: "an element that is added later",
    page: (feature) =>
      pageOf(
        `<div id="later"></div>`,
        tag(product) +
          script(`addEventListener("load", () => setTimeout(() => {
            document.querySelector("#later").innerHTML = '${button(feature)}';
          }, 300))`),
      ),
  },
  {
    name: "the package from npm, in somebody's bundle",
    page: async (feature) => {
      await bundle(
        feature,
        `import landed from "landed";
         landed.init({ key: "${product.key}", endpoint: "${site.server.url}" });`,
      );
      return pageOf(
        button(feature),
        `<script type="module" src="/bundle/${feature}/entry.js"></script>`,
      );
    },
  },
  {
    name: "React, with its hook",
    page: async (feature) => {
      await bundle(
        feature,
        `import landed from "landed";
         import { useLanded } from "landed/react";
         import { createElement as h, StrictMode } from "react";
         import { createRoot } from "react-dom/client";
         landed.init({ key: "${product.key}", endpoint: "${site.server.url}" });
         function Export() {
           const { control } = useLanded("${feature}");
           return h("button", control, "Export CSV");
         }
         createRoot(document.querySelector("#app")).render(h(StrictMode, null, h(Export)));`,
      );
      return pageOf(
        `<div id="app"></div>`,
        `<script type="module" src="/bundle/${feature}/entry.js"></script>`,
      );
    },
  },
  {
    name: "the package and the line in one page",
    page: async (feature) => {
      await bundle(
        feature,
        `import landed from "landed";
         landed.init({ key: "${product.key}", endpoint: "${site.server.url}" });`,
      );
      return pageOf(
        button(feature),
        `${tag(product)}<script type="module" src="/bundle/${feature}/entry.js"></script>`,
      );
    },
  },
];

describe.concurrent.each(WAYS)("embedded by $name", ({ name, page: content }) => {
  const feature = name.replace(/[^a-z]+/g, "-").slice(0, 40);

  test("a control is seen and used, its user asked, and the answer kept", async ({ expect }) => {
    await addFeature(product, feature);
    site.serve(`/${feature}/reports`, await content(feature));
    const context = await visitor(site);
    const { page, trouble } = await open(
      context,
      `${site.origin}/${feature}/reports?secret=1#fragment`,
    );
    await until(
      () => funnel(product, feature),
      ({ seen }) => seen === 1,
    );
    await page.click(`[data-landed="${feature}"]`);
    await page.click("landed-prompt >> text=Yes");
    const kept = await until(
      () => answers(product, feature),
      (items) => items.length === 1,
    );
    expect(kept[0]).toMatchObject({
      helped: true,
      page: `/${feature}/reports`,
      locale: "en",
      counted: true,
    });
    expect(await funnel(product, feature)).toMatchObject({
      seen: 1,
      used: 1,
      asked: 1,
      answered: 1,
    });
    expect(await page.locator("landed-prompt").count()).toBe(1);
    expect(trouble).toEqual([]);
    await context.close();
  });
});

test.concurrent.each([
  [
    "plain HTML",
    async (feature: string) =>
      pageOf(`<landed-prompt feature="${feature}"></landed-prompt>`, tag(product)),
  ],
  [
    "a bundle with the package from npm",
    async (feature: string) => {
      await bundle(
        feature,
        `import landed from "landed";
         landed.init({ key: "${product.key}", endpoint: "${site.server.url}" });`,
      );
      return pageOf(
        `<landed-prompt feature="${feature}"></landed-prompt>`,
        `<script type="module" src="/bundle/${feature}/entry.js"></script>`,
      );
    },
  ],
  [
    "React",
    async (feature: string) => {
      await bundle(
        feature,
        `import landed from "landed";
         import { Landed } from "landed/react";
         import { createElement as h } from "react";
         import { createRoot } from "react-dom/client";
         landed.init({ key: "${product.key}", endpoint: "${site.server.url}" });
         createRoot(document.querySelector("#app")).render(h(Landed, { feature: "${feature}" }));`,
      );
      return pageOf(
        `<div id="app"></div>`,
        `<script type="module" src="/bundle/${feature}/entry.js"></script>`,
      );
    },
  ],
])(
  "the inline question in %s is there at once, is answered once, and remembers it",
  async (way, content) => {
    const feature = `inline-${way.split(" ")[0]?.toLowerCase()}`;
    await addFeature(product, feature);
    site.serve(`/${feature}/panel`, await content(feature));
    const context = await visitor(site);
    const { page, trouble } = await open(context, `${site.origin}/${feature}/panel`);
    await page.click("landed-prompt >> text=No");
    await page.fill("landed-prompt input", "Too slow");
    await page.click("landed-prompt >> text=Send");
    await page.waitForSelector("landed-prompt >> text=Thank you");
    const kept = await answers(product, feature);
    expect(kept).toMatchObject([{ helped: false, comment: "Too slow", counted: true }]);
    await page.reload();
    await page.waitForSelector("landed-prompt >> text=Thank you");
    expect(await page.locator("landed-prompt >> text=Yes").count()).toBe(0);
    expect(await answers(product, feature)).toHaveLength(1);
    expect(trouble).toEqual([]);
    await context.close();
  },
);

test("calls in a page's own words reach the same place, and listeners hear what happens", async () => {
  await addFeature(product, "by-hand", { placement: "top-left" });
  site.serve(
    "/calls",
    pageOf("", script(STUB) + tag(product, `data-auto="false" data-customer="7"`)),
  );
  const context = await visitor(site);
  const { page, trouble } = await open(context, `${site.origin}/calls`);
  await page.evaluate(() => {
    const { landed } = globalThis as unknown as {
      landed: typeof import("../../../widget/npm/index.d.ts").default;
    };
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    for (const name of ["asked", "answered", "dismissed", "refused"] as const)
      landed.on(name, (event) => heard.push([name, event.feature]));
    landed.seen("by-hand");
    landed.used("by-hand");
  });
  await until(
    () => funnel(product, "by-hand"),
    ({ used }) => used === 1,
  );
  expect(await funnel(product, "by-hand")).toMatchObject({ seen: 1, used: 1, asked: 0 });
  await call(page, "ask", "by-hand");
  await page.click("landed-prompt >> text=Not now");
  await until(
    () => funnel(product, "by-hand"),
    ({ asked }) => asked === 1,
  );
  expect(await page.evaluate("heard")).toEqual([
    ["asked", "by-hand"],
    ["dismissed", "by-hand"],
  ]);
  expect(trouble).toEqual([]);
  await context.close();
});

test.each([
  ["/landed.js", "public, max-age=3600, stale-while-revalidate=86400"],
  ["/v/0.1.0/landed.js", "public, max-age=31536000, immutable"],
])(
  "%s may be loaded from anywhere, is kept as long as it may be, and names its source map",
  async (path, cache) => {
    const { headers } = await fetch(site.server.url + path);
    expect(headers.get("cache-control")).toBe(cache);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    const map = await fetch(site.server.url + headers.get("sourcemap"));
    expect(await map.json()).toMatchObject({ version: 3 });
  },
);

const STUB = `window.landed = window.landed || new Proxy({ q: [] }, {
  get: (stub, name) => name in stub ? stub[name] : (...given) => stub.q.push([name, ...given]) })`;

function call(page: Page, name: string, ...given: unknown[]) {
  return page.evaluate(
    ([method, values]) => {
      const { landed } = globalThis as unknown as {
        landed: Record<string, (...all: unknown[]) => void>;
      };
      landed[method]?.(...values);
    },
    [name, given] as const,
  );
}

function button(feature: string): string {
  return BUTTON.replace("FEATURE", feature);
}

function script(code: string): string {
  return `<script>${code}</script>`;
}

/** Bundles an application's code as its authors would: the prompt stays a file of its own. */
async function bundle(feature: string, code: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, sourcefile: "entry.js" },
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: `/bundle/${feature}`,
    entryNames: "entry",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { landed: NPM, "landed/react": join(NPM, "react.js") },
  });
  for (const { path, contents } of outputFiles)
    site.serve(path, { body: contents, headers: { "content-type": "text/javascript" } });
}
