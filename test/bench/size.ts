// Bytes of the widget's files beside those of its peers, as a browser downloads them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildFiles } from "../../widget/build/files.ts";
import { printTable } from "./table.ts";

const HERE = import.meta.dirname;

/** The smallest program that does with a peer what the widget's files do. */
const PEERS: Record<string, string> = {
  "web-vitals": `import { onCLS, onINP, onLCP } from "web-vitals"; onCLS(report); onINP(report); onLCP(report)`,
  "plausible tracker": `import { init } from "@plausible-analytics/tracker"; init({ domain: "app.example.com" })`,
  "counterscale tracker": `import { init } from "@counterscale/tracker"; init({ siteId: "app", reporterUrl: "https://example.com" })`,
  "preact and hooks": `import { h, render } from "preact"; import { useEffect, useState } from "preact/hooks"; report(h, render, useEffect, useState)`,
  "sentry: init and feedback": `import { feedbackIntegration, init } from "@sentry/browser"; init({ integrations: [feedbackIntegration()] })`,
  "formbricks: loader alone": `import formbricks from "@formbricks/js"; formbricks.setup({})`,
};

/** What a page of PostHog's loads before it can ask, as they build it. */
const POSTHOG = ["array.js", "surveys.js"];

/** Prints the table. Peers that are not installed are named, not guessed. */
export async function run(): Promise<void> {
  const files = await buildFiles("0.1.0");
  const own = files.map(({ name, code }) => row(name.replace(/\.[0-9a-f]{8}/, ""), code));
  const both = files.slice(0, 2).map(({ code }) => code);
  const peers = existsSync(join(HERE, "node_modules"))
    ? [...(await Promise.all(Object.entries(PEERS).map(peerRow))), posthogRow()]
    : [["peers: run `npm ci --prefix test/bench` first", "", "", ""]];
  printTable(
    "Bytes a browser downloads",
    ["file", "minified", "gzip -9", "brotli 11"],
    [...own, sum("landed.js and landed-prompt.js", both), ...peers],
  );
}

function posthogRow(): string[] {
  const folder = join(HERE, "node_modules/posthog-js/dist");
  const codes = POSTHOG.map((name) => readFileSync(join(folder, name), "utf8"));
  return sum("posthog: array and surveys", codes);
}

async function peerRow([name, contents]: [string, string]): Promise<string[]> {
  const { outputFiles } = await build({
    stdin: { contents: `const report = globalThis.report;${contents}`, resolveDir: HERE },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return row(name, outputFiles[0]?.text ?? "");
}

function row(name: string, code: string): string[] {
  return sum(name, [code]);
}

/** Files that are downloaded one by one are compressed one by one. */
function sum(name: string, codes: readonly string[]): string[] {
  const total = (size: (code: string) => number) =>
    codes.reduce((all, code) => all + size(code), 0).toLocaleString("en-US");
  return [
    name,
    total((code) => Buffer.byteLength(code)),
    total((code) => gzipSync(code, { level: 9 }).length),
    total((code) => brotliCompressSync(code).length),
  ];
}
