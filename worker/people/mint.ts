// Links and tokens for whoever can write to the database itself: as SQL text, for the scripts.

import type { Compilable } from "kysely";
import { type LinkOrder, newLink, newSetUpLink } from "./link.ts";
import { newToken, type TokenOrder } from "./token.ts";

/** A secret to show once, and the SQL that makes it work; it holds hashes alone. */
export interface MintedText {
  secret: string;
  statements: string[];
}

/** A one-time sign-in link, good for 15 minutes. */
export async function mintLink(order: LinkOrder, now: number): Promise<MintedText> {
  const { secret, queries } = await newLink(order, now);
  return { secret, statements: queries.map(asText) };
}

/** The link by which the first owner sets the deployment up, good for 15 minutes. */
export async function mintSetUpLink(now: number): Promise<MintedText> {
  const { secret, queries } = await newSetUpLink(now);
  return { secret, statements: queries.map(asText) };
}

/** An API token. */
export async function mintToken(order: TokenOrder, now: number): Promise<MintedText> {
  const { secret, insertion } = await newToken(order, now);
  return { secret, statements: [asText(insertion)] };
}

/** A query with its parameters written into it. */
function asText(compilable: Compilable): string {
  const { sql, parameters } = compilable.compile();
  const rest = [...parameters];
  return sql.replaceAll("?", () => literal(rest.shift()));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return String(value);
  // As bytes, so that no letter of a name or an address can end the text, here or in a shell.
  const bytes = [...new TextEncoder().encode(String(value))];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `CAST(X'${hex}' AS TEXT)`;
}
