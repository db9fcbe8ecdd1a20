// Signing in: by the link one was given, or by asking for one.

import { useEffect, useState } from "preact/hooks";
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
  /** Whether to sign in without being asked: links printed on one's own machine. */
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
    now: fragment.has("now"),
  };
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
  useEffect(() => {
    if (now) void signIn();
  }, []);
  if (problem)
    return (
      <>
        <h1>That link does not work any more.</h1>
        <p role="alert">{problem.detail}</p>
        <LinkForm next={next} />
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
    </>
  );
}
