// Who is signed in, and what happens when they no longer are.

import { signal } from "@preact/signals";
import type { Answer } from "../contract/api/routes.ts";
import { type Result, send, whenSignedOut } from "./api.ts";
import { useResource } from "./resource.ts";

export type Me = Answer<"GET /me">;

/** The sign-in dialog's question, while it is open. */
export const signedOut = signal<{ answer: (signedInAgain: boolean) => void } | null>(null);

let wasSignedIn = false;
let asking: Promise<boolean> | null = null;

export async function loadMe(): Promise<Result<Me>> {
  const result = await send<Me>("GET", "/api/me");
  if (result.ok) wasSignedIn = true;
  return result;
}

export function useMe() {
  return useResource("me", loadMe);
}

/** Where to sign in, and to come back from. */
export function signInPath(): string {
  const here = location.pathname + location.search;
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}

whenSignedOut(() => {
  if (!wasSignedIn) {
    location.assign(signInPath());
    return Promise.resolve(false);
  }
  // Several requests may find out at once; one dialog answers them all.
  asking ??= new Promise<boolean>((answer) => {
    signedOut.value = { answer };
  }).finally(() => {
    signedOut.value = null;
    asking = null;
  });
  return asking;
});
