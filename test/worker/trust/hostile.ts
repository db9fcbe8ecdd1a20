// The corpus of hostile inputs, and requests sent byte by byte as no well-behaved client would.

import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { Server } from "../harness.ts";

interface Corpus {
  markup: string[];
  formulas: string[];
  queries: string[];
  values: unknown[];
  lines: string[];
  bodies: string[];
}

/** Read as text: an import would make a prototype of what only looks like one. */
export const hostile = JSON.parse(
  readFileSync(new URL("../../cases/hostile.json", import.meta.url), "utf8"),
) as Corpus;

export interface Raw {
  status: number;
  type: string;
  /** Where it sends its reader, if anywhere. */
  location: string | undefined;
  text: string;
}

/** Nothing here takes a second; whatever takes this long hangs. */
const PATIENCE_MS = 20_000;

/** Sends a path as it is written: nothing is normalised or encoded on the way. */
export function sendRaw(
  server: Server,
  given: { method: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<Raw> {
  const { method, path, headers = {}, body } = given;
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, timeout: PATIENCE_MS });
    sent.on("timeout", () => sent.destroy(new Error(`no answer: ${method} ${path}`)));
    sent.on("error", reject);
    sent.on("response", (answer) => {
      const chunks: Buffer[] = [];
      const type = answer.headers["content-type"] ?? "";
      const done = () =>
        resolve({
          status: answer.statusCode ?? 0,
          type,
          location: answer.headers.location,
          text: Buffer.concat(chunks).toString("utf8"),
        });
      answer.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        // A stream of events goes on; its beginning is enough.
        if (type.startsWith("text/event-stream")) {
          sent.destroy();
          done();
        }
      });
      answer.on("end", done);
    });
    sent.end(body);
  });
}

/** What is wrong with an answer as the contract says answers are; null if nothing is. */
export function wrongWith({ status, type, text }: Raw): string | null {
  if (status >= 500 || status < 200) return `status ${status}: ${text}`;
  if (status < 400) return null;
  if (!type.startsWith("application/problem+json")) return `a ${status} of type ${type}`;
  return text === "" ? null : wrongWithProblem(status, JSON.parse(text));
}

interface Problem {
  type?: unknown;
  title?: unknown;
  status?: unknown;
  detail?: unknown;
  errors?: { field?: unknown; detail?: unknown; reason?: unknown }[];
}

/** RFC 9457's members, and a field for each thing that is wrong with a request. */
function wrongWithProblem(status: number, problem: Problem): string | null {
  const { type, title, detail, errors } = problem;
  if (problem.status !== status) return `says ${problem.status}, is ${status}`;
  const said = [type, title, detail];
  if (!said.every((each) => typeof each === "string" && each !== ""))
    return JSON.stringify(problem);
  if (!URL.canParse(String(type))) return `its type is no URI: ${type}`;
  if (status !== 400) return null;
  const named = errors?.every(({ field }) => typeof field === "string" && field !== "");
  return errors && errors.length > 0 && named ? null : `names no field: ${JSON.stringify(problem)}`;
}
