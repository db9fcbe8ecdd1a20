// The element that the prompt lives in: its shadow root and its one stylesheet.

import { type ComponentChild, render } from "preact";
import type { Ask } from "../../contract/ask.ts";
import type { Spot } from "./moment.ts";
import { stand } from "./stand.ts";
import { styleOf } from "./style.ts";

/** Puts an empty stage into the page. */
export function stageFor(ask: Ask, { place, control }: Spot) {
  const host = place ?? document.createElement("landed-prompt");
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styleOf(ask.theme));
  root.adoptedStyleSheets = [sheet];
  if (!place) document.documentElement.append(host);
  return {
    root,
    /** Draws; focus that was inside stays inside. */
    draw(content: ComponentChild) {
      const had = root.activeElement;
      render(content, root);
      if (had && !root.activeElement) root.querySelector("section")?.focus();
    },
    /** Comes up in the top layer, without being modal. Returns what ends its watching. */
    rise() {
      const section = root.querySelector("section");
      const [rule] = sheet.cssRules;
      if (place || !section || !(rule instanceof CSSStyleRule)) return () => {};
      return stand(section, rule.style, { wished: ask.placement, control });
    },
    /** Whether somebody points at it or has come to it by keyboard. */
    isAttended: () => !!root.querySelector(":hover,:focus-visible"),
    /** What is written in its line. */
    written: () => root.querySelector("input")?.value.trim() ?? "",
    clear() {
      render(null, root);
      if (!place) host.remove();
    },
  };
}
