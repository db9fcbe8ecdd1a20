// What `landed.js` loads when somebody is about to be asked, or when something rare is to be done.

import type { lend } from "../core/lend.ts";
import type { More } from "../core/more.ts";
import { ASK } from "../core/names.ts";
import { alone } from "./alone.ts";
import { coreOf } from "./core.ts";
import { heed } from "./heed.ts";
import { inline } from "./inline.ts";
import { momentOf, senderOf } from "./moment.ts";
import { show } from "./show.ts";

export { show };

export function serve(...lent: ReturnType<typeof lend>): More {
  const core = coreOf(lent);
  return {
    show: async ({ ask }, asked, control) => {
      const { from, sender } = senderOf(asked);
      const once = async () => {
        // Somebody else may have come while this file was on its way.
        if (ask && core.isHere(from)) await show(momentOf(core, ask, from, { control })).catch(() => {});
      };
      if (await alone(once)) core.write(ASK + sender);
    },
    inline: (place) => inline(core, place),
    heed: async (batch, response, answer) => {
      const said = answer || (await response.json().catch(() => {}));
      const { status, headers } = response;
      return heed(core, batch, { status, wish: headers.get("retry-after"), answer: said });
    },
    debug: async (landed, wanted = true) => {
      // @ts-expect-error: it stands beside this file once it is built
      (await import("./debug.js")).start(landed, show, wanted);
    },
  };
}
