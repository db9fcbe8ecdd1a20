// Ledgerly's session: who is signed in stands in a cookie of its own, since this is a demo.

import type { IncomingMessage, ServerResponse } from "node:http";
import { newSession } from "./people.ts";

const COOKIE = "ledgerly-person";
const LONGEST_FORM = 1_024;

export function sessionOf(request: IncomingMessage): string | undefined {
  const cookies = (request.headers.cookie ?? "").split("; ");
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** Signs somebody else in and goes back to the page the switch stood on. */
export async function switchPerson(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await textOf(request));
  const asked = form.get("person") ?? "";
  const session = asked === "new" ? newSession() : asked.replace(/[^a-z0-9-]/g, "");
  const back = form.get("back") ?? "";
  response.writeHead(303, {
    location: /^\/[\w/-]*$/.test(back) && !back.startsWith("//") ? back : "/invoices",
    "set-cookie": `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax`,
  });
  response.end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_FORM) return "";
  }
  return text;
}
