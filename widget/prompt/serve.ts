// What `landed.js` loads when somebody is about to be asked, or when something rare is to be done.

import type { Lent } from "../core/lend.ts";
import type { More } from "../core/more.ts";
import { ASK } from "../core/names.ts";
import { quietly } from "../core/quietly.ts";
import { alone } from "./alone.ts";
import { coreOf } from "./core.ts";
import { heed } from "./heed.ts";
import { inline } from "./inline.ts";
import { momentOf, senderOf } from "./moment.ts";
import { show } from "./show.ts";
import { visible } from "./visible.ts";

export { show };

export function serve(...lent: Lent): More {
  const core = coreOf(lent);
  return {
    // Nobody waits for it, so whatever goes wrong in it ends here.
    show: quietly(async ({ ask }, asked, used) => {
      const { from, sender } = senderOf(asked);
      // Pages hand us what they like.
      const control = used instanceof Element ? used : undefined;
      // A tab that nobody looks at does not keep the one that is looked at from asking.
      await visible();
      await alone(async () => {
        // Somebody else may have come while this file was on its way, or another tab may have asked.
        if (!ask || !core.isHere(from) || !core.read(ASK + sender)) return;
        await quietly(show)(momentOf(core, ask, from, { control }));
        core.write(ASK + sender);
      });
    }),
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
