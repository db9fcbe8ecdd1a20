// The header: which project, which page, and who is signed in.

import { signal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { send } from "../api.ts";
import { projectOf, useProject } from "../project.ts";
import { useMe } from "../session.ts";
import { Icon, Logo } from "./icons.tsx";
import { helping } from "./keys.tsx";

export function Header() {
  const { path } = useLocation();
  const project = projectOf(path);
  return (
    <>
      <a class="skip button main" href="#page">
        Skip to the page
      </a>
      <header class="header">
        <div>
          <a class="brand" href="/" aria-label="Landed: all projects">
            <Logo />
            {project === null && "Landed"}
          </a>
          {project !== null && <ProjectMenu id={project} />}
          {project !== null && <Pages id={project} path={path} />}
          <div class="end">
            <button
              type="button"
              class="menu-button"
              aria-label="Keyboard help"
              onClick={() => {
                helping.value = true;
              }}
            >
              <Icon name="help" />
            </button>
            <PersonMenu />
          </div>
        </div>
      </header>
    </>
  );
}

function ProjectMenu({ id }: { id: string }) {
  const project = useProject(id);
  const { value: me } = useMe();
  const others = me?.projects.filter((one) => one.id !== id) ?? [];
  return (
    <>
      <button type="button" class="menu-button project" popovertarget="projects">
        <bdi>{project.value?.name ?? "…"}</bdi>
        <Icon name="down" />
      </button>
      <div class="menu" id="projects" popover="auto">
        {others.map((one) => (
          <a key={one.id} href={`/p/${one.id}`}>
            <bdi>{one.name}</bdi>
          </a>
        ))}
        {others.length > 0 && <hr />}
        <a href="/">All projects</a>
      </div>
    </>
  );
}

function Pages({ id, path }: { id: string; path: string }) {
  const base = `/p/${encodeURIComponent(id)}`;
  const pages = [
    ["Features", base, path === base || path.startsWith(`${base}/f/`)],
    ["Pit stop", `${base}/q/now`, path.startsWith(`${base}/q/`)],
    ["Install", `${base}/install`, path === `${base}/install`],
    ["Settings", `${base}/settings`, path === `${base}/settings`],
  ] as const;
  return (
    <nav class="pages" aria-label="Pages">
      {pages.map(([name, href, here]) => (
        <a key={name} href={href} aria-current={here ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

const SCHEMES = [
  ["", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

function PersonMenu() {
  const { value: me } = useMe();
  const signOut = async () => {
    await send("POST", "/api/auth/sign-out");
    location.assign("/sign-in");
  };
  return (
    <>
      <button type="button" class="menu-button" popovertarget="person" aria-label="You">
        <Icon name="person" />
      </button>
      <div class="menu at-end" id="person" popover="auto">
        <p>
          {me?.name ?? "…"}
          {me?.email && me.email !== me.name && <span class="soft small"> {me.email}</span>}
        </p>
        <hr />
        {SCHEMES.map(([scheme, words]) => (
          <button
            key={scheme}
            type="button"
            aria-pressed={scheme === painted.value}
            onClick={() => paint(scheme)}
          >
            {words}
          </button>
        ))}
        <hr />
        <a href="/api/docs" target="_blank" rel="noopener noreferrer">
          API description
        </a>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </div>
    </>
  );
}

const SCHEME_KEY = "landed-scheme";
const painted = signal("");

/** Light, dark, or whatever the system says; kept on this device. */
export function paint(scheme: string | null): void {
  painted.value = scheme ?? "";
  if (scheme) document.documentElement.dataset["scheme"] = scheme;
  else delete document.documentElement.dataset["scheme"];
  try {
    localStorage.setItem(SCHEME_KEY, scheme ?? "");
  } catch {
    // Where nothing can be kept, the choice holds for this visit.
  }
}

export function keptScheme(): string | null {
  try {
    return localStorage.getItem(SCHEME_KEY);
  } catch {
    return null;
  }
}
