// The demo deployment: Ledgerly with its features, and once in its life the crowd. It can be broken off anywhere.

import { join } from "node:path";
import type { Day } from "../../contract/day.ts";
import { TIME_ZONE } from "../../demo/crowd/calendar.ts";
import type { Access } from "../../demo/seed/api.ts";
import { sendCrowd } from "../../demo/seed/crowd.ts";
import { type Credentials, makeFeatures, makeProject } from "../../demo/seed/project.ts";
import { review, signers } from "../../demo/seed/review.ts";
import { calendarOf } from "../../worker/ledger/calendar.ts";
import { mintLink } from "../../worker/people/mint.ts";
import { execute } from "../d1.ts";
import { keep, readKept } from "./kept.ts";
import { progress, step } from "./steps.ts";

/** How far the demo has come, kept beside the data. */
interface Diary {
  credentials: Credentials;
  /** The day before which the crowd's story ends. */
  anchor: Day;
  made: boolean;
  seeded: boolean;
}

export interface Demo {
  access: Access;
  data: string;
  seed: boolean;
}

/** Leaves the demo project as it should be, whatever an earlier start got to. */
export async function makeDemo({ access, data, seed }: Demo): Promise<Credentials> {
  const diary = readDiary(data) ?? (await begin(access, data));
  const { anchor, credentials } = diary;
  if (!diary.made) {
    await step("Making Ledgerly's features", () =>
      makeFeatures(access, credentials.project, anchor),
    );
    diary.made = true;
    writeDiary(data, diary);
  }
  if (seed && !diary.seeded) {
    await fill({ access, data, seed }, diary);
    diary.seeded = true;
    writeDiary(data, diary);
  }
  return credentials;
}

async function begin(access: Access, data: string): Promise<Diary> {
  const credentials = await makeProject(access);
  const anchor = calendarOf(TIME_ZONE)(Date.now());
  const diary = { credentials, anchor, made: false, seeded: false };
  writeDiary(data, diary);
  return diary;
}

async function fill({ access, data }: Demo, { credentials, anchor }: Diary): Promise<void> {
  const { project, secretKey } = credentials;
  await sendCrowd({
    url: access.url,
    secretKey,
    anchor,
    onProgress: progress("Two quarters of 3,000 customers arrive"),
  });
  await step("Ledgerly's team signs and decides", async () => {
    const team = await signInTeam({ url: access.url, data, project });
    await review({ project, anchor, team });
  });
}

/** Signs everyone of Ledgerly's team in whose word is needed, by one-time links. */
async function signInTeam({ url, data, project }: { url: string; data: string; project: string }) {
  const membership = { project, role: "editor" } as const;
  const links = await Promise.all(
    signers().map(async (colleague) => ({
      name: colleague.name,
      ...(await mintLink({ ...colleague, membership }, Date.now())),
    })),
  );
  execute(
    { remote: false, data },
    links.flatMap(({ statements }) => statements),
  );
  const team = new Map<string, Access>();
  for (const { name, secret } of links) team.set(name, { url, cookie: await signIn(url, secret) });
  return team;
}

async function signIn(url: string, secret: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ token: secret }),
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(`a one-time link was not taken: ${response.status}`);
  return cookie;
}

const pathOf = (data: string) => join(data, "demo.json");

function readDiary(data: string): Diary | null {
  return readKept<Diary>(pathOf(data));
}

function writeDiary(data: string, diary: Diary): void {
  keep(pathOf(data), diary);
}
