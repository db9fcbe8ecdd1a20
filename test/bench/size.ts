// Bytes and main-thread time of the widget's files beside those of its peers, as a browser downloads them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildFiles } from "../../widget/build/files.ts";
import { printEvaluating, type Script } from "./evaluating.ts";
import { marked } from "./median.ts";
import { ROOT } from "./serving.ts";
import { printTable } from "./table.ts";

const HERE = import.meta.dirname;
const SITE = join(ROOT, "dist/site");

/** The smallest program that does with a peer what the widget's files do. */
const PEERS: Record<string, string> = {
  "web-vitals": `import { onCLS, onINP, onLCP } from "web-vitals"; onCLS(report); onINP(report); onLCP(report)`,
  "plausible tracker": `import { init } from "@plausible-analytics/tracker"; init({ domain: "app.example.com" })`,
  "counterscale tracker": `import { init } from "@counterscale/tracker"; init({ siteId: "app", reporterUrl: "https://example.com" })`,
  "preact and hooks": `import { h, render } from "preact"; import { useEffect, useState } from "preact/hooks"; report(h, render, useEffect, useState)`,
  "sentry: init and feedback": `import { feedbackIntegration, init } from "@sentry/browser"; init({ integrations: [feedbackIntegration()] })`,
  "happyreact: element": `import { defineCustomElement } from "@happyreact/core/dist/components/hr-widget.js"; defineCustomElement()`,
  "formbricks: loader alone": `import formbricks from "@formbricks/js"; formbricks.setup({})`,
  "formbricks: surveys": `import { renderSurveyModal } from "@formbricks/surveys"; report(renderSurveyModal)`,
};
/** Those that every page runs, as it does `landed.js`. */
const TRACKERS = ["web-vitals", "plausible tracker", "counterscale tracker"];

/** What a page of PostHog's loads before it can ask, as they build it. */
const POSTHOG = ["array.js", "surveys.js"];

/** Bytes after gzip that were aimed at. */
const MARKS: Record<string, number> = {
  "landed.js": 2_500,
  "landed-prompt.js": 6_900,
  "landed.js and landed-prompt.js": 9_400,
  "dashboard, first page": 45_000,
};

/** Prints the tables. Peers that are not installed are named, not guessed. */
export async function run(): Promise<void> {
  const files = await buildFiles("0.1.0");
  const own = files.map(({ name, code }) => row(name.replace(/\.\w{8}\./, "."), [code]));
  const both = files.slice(0, 2).map(({ code }) => code);
  const isThere = existsSync(join(HERE, "node_modules"));
  const peers = isThere ? await bundled(PEERS) : [];
  const shown = peers.map(({ name, code }) => row(name, [code]));
  const rest = isThere ? [...shown, posthogRow()] : [MISSING];
  printTable(
    "Bytes a browser downloads",
    ["file", "minified", "gzip -9", "brotli 11", "mark, gzip", "met"],
    [...own, row("landed.js and landed-prompt.js", both), dashboardRow(), ...rest],
  );
  if (!isThere) return;
  const scripts = [landed(files[0]?.code), ...peers.filter(({ name }) => TRACKERS.includes(name))];
  await printEvaluating(scripts, "counterscale tracker");
}

const MISSING = ["peers: run `npm ci --prefix test/bench` first", "", "", "", "", ""];

function landed(code = ""): Script {
  return { name: "landed.js", code, attributes: `data-key="pk_live_0000000000000000000000"` };
}

function posthogRow(): string[] {
  const folder = join(HERE, "node_modules/posthog-js/dist");
  const codes = POSTHOG.map((name) => readFileSync(join(folder, name), "utf8"));
  return row("posthog: array and surveys", codes);
}

/** The scripts and styles that the built document names. */
function dashboardRow(): string[] {
  const name = "dashboard, first page";
  const document = join(SITE, "index.html");
  if (!existsSync(document)) return [`${name}: run \`npm run build\` first`, "", "", "", "", ""];
  const named = readFileSync(document, "utf8").matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g);
  return row(
    name,
    [...named].map(([, path = ""]) => readFileSync(join(SITE, path), "utf8")),
  );
}

function bundled(peers: Record<string, string>): Promise<Script[]> {
  return Promise.all(
    Object.entries(peers).map(async ([name, contents]) => ({ name, code: await bundle(contents) })),
  );
}

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `const report = globalThis.report;${contents}`, resolveDir: HERE },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Files that are downloaded one by one are compressed one by one. */
function row(name: string, codes: readonly string[]): string[] {
  const total = (size: (code: string) => number) =>
    codes.reduce((all, code) => all + size(code), 0);
  const gzip = total((code) => gzipSync(code, { level: 9 }).length);
  const mark = MARKS[name];
  return [
    name,
    total((code) => Buffer.byteLength(code)).toLocaleString("en-US"),
    gzip.toLocaleString("en-US"),
    total((code) => brotliCompressSync(code).length).toLocaleString("en-US"),
    ...(mark === undefined ? ["", ""] : marked(gzip, { atMost: mark })),
  ];
}
