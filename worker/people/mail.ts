// Delivers sign-in links by e-mail, where a sender is bound.

import type { Env } from "../env.ts";

/** Whether this deployment can send mail. */
export function canMail(env: Env): boolean {
  return env.EMAIL !== undefined && env.EMAIL_FROM !== undefined;
}

/** Sends a link. What goes wrong is logged without saying to whom; the person asks again. */
export async function mailLink(env: Env, to: string, url: string): Promise<void> {
  if (!env.EMAIL || !env.EMAIL_FROM) return;
  try {
    // Plain text without a word that somebody else wrote: nothing in it can be dressed up as ours.
    await env.EMAIL.send({
      from: env.EMAIL_FROM,
      to,
      subject: "Sign in to Landed",
      text: text(url),
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    console.error(JSON.stringify({ event: "mail-failed", name }));
  }
}

function text(url: string): string {
  return [
    "Open this link within 15 minutes and press the button to sign in:",
    "",
    url,
    "",
    "It works once. If you did not ask for it, you can ignore this mail.",
    "",
  ].join("\n");
}
