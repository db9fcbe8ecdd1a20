// Signing in: by the link one was given, or by asking for one.

import { useEffect, useRef, useState } from "preact/hooks";
import type { SignInAnswer } from "../../contract/api/sign-in.ts";
import { type Problem, send } from "../api.ts";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { Logo } from "../frame/icons.tsx";
import { LinkForm } from "./link-form.tsx";
import { nextPath } from "./next.ts";

export default function SignInPage() {
  const [given] = useState(() => readFragment());
  useEffect(() => {
    document.title = "Sign in · Landed";
  }, []);
  return (
    <main class="narrow sign-in" id="page" tabIndex={-1}>
      <div class="stack">
        <span class="brand">
          <Logo /> Landed
        </span>
        {given.setup ? <SetUp {...given} token={given.setup} /> : null}
        {given.token ? <UseLink {...given} token={given.token} /> : null}
        {!given.setup && !given.token && <Ask next={given.next} />}
      </div>
    </main>
  );
}

interface Given {
  token: string | null;
  setup: string | null;
  next: string;
  /** Whether to sign in without being asked: links printed on one's own machine go through no mail scanner. */
  now: boolean;
}

/** Reads the link's secret and takes it out of the address bar and the history. */
function readFragment(): Given {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  const next = nextPath(fragment.get("next") ?? query.get("next"));
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return {
    token: fragment.get("token"),
    setup: fragment.get("setup"),
    next,
    now: isLocal(location),
  };
}

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Whether the deployment runs on the visitor's own machine. */
function isLocal({ protocol, hostname }: Location): boolean {
  return protocol === "http:" && LOCAL_HOSTS.includes(hostname);
}

function UseLink({ token, next, now }: Given & { token: string }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(now);
  const signIn = async () => {
    setBusy(true);
    const result = await send<SignInAnswer>("POST", "/api/auth/sign-in", { token, next });
    if (result.ok) location.assign(nextPath(result.value.next));
    else {
      setBusy(false);
      setProblem(result.problem);
    }
  };
  const atOnce = useRef(now ? signIn : null);
  useEffect(() => void atOnce.current?.(), []);
  if (problem)
    return (
      <>
        <h1>{problem.status === 0 ? "No answer." : "That link does not work any more."}</h1>
        <p role="alert">{problem.detail}</p>
        {problem.status === 0 ? (
          <TryAgain again={() => void signIn()} busy={busy} />
        ) : (
          <WhatNext local={now} next={next} />
        )}
      </>
    );
  return (
    <>
      <h1>Welcome to Landed.</h1>
      <p class="soft">Your link is good for one sign-in on this device.</p>
      <div>
        <button type="button" class="button main" disabled={busy} onClick={() => void signIn()}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </div>
    </>
  );
}

function TryAgain({ again, busy }: { again: () => void; busy: boolean }) {
  return (
    <div>
      <button type="button" class="button main" disabled={busy} onClick={again}>
        {busy ? "One moment…" : "Try again"}
      </button>
    </div>
  );
}

/** How to get another link. */
function WhatNext({ local, next }: { local: boolean; next: string }) {
  return (
    <>
      {local ? (
        <p>
          A link works once, within 15 minutes. On the machine that this runs on,{" "}
          <code>npm start</code> prints a new one each time it starts, and so does{" "}
          <code>npm run link -- --email you@example.com</code>.
        </p>
      ) : (
        <p>A link works once, within 15 minutes. Have a new one sent:</p>
      )}
      <LinkForm next={next === "/" ? undefined : next} />
    </>
  );
}

function Ask({ next }: { next: string }) {
  return (
    <>
      <h1>Did it land with customers?</h1>
      <p class="soft">Sign in with a one-time link. There is no password to remember or to lose.</p>
      <LinkForm next={next === "/" ? undefined : next} />
    </>
  );
}

function SetUp({ token }: { token: string }) {
  const submission = useSubmit(
    ({ email, name }) => send<SignInAnswer>("POST", "/api/auth/setup", { token, email, name }),
    ({ next }) => location.assign(nextPath(next)),
  );
  return (
    <>
      <h1>Set up Landed.</h1>
      <p class="soft">You become the owner of this deployment. Others can be invited later.</p>
      <form class="form" onSubmit={submission.submit}>
        <TextField
          name="name"
          label="Your name"
          required
          autocomplete="name"
          problem={submission.problem}
        />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          required
          autocomplete="email"
          problem={submission.problem}
          hint="Sign-in links go to this address."
        />
        <FormFoot submission={submission} save="Become the owner" />
      </form>
      {submission.problem && WAY_ON[submission.problem.status] && (
        <p class="notice">{WAY_ON[submission.problem.status]}</p>
      )}
    </>
  );
}

/** What to do where a set-up link cannot be used, by the status of the refusal. */
const WAY_ON: Record<number, string> = {
  401: "Copy the whole link from where it was printed, up to the end of the line.",
  409: "Somebody has set this deployment up. Ask them for an invitation: Settings, Members.",
  410: "A set-up link works for 15 minutes. Start or deploy once more, and a new one is printed.",
};
