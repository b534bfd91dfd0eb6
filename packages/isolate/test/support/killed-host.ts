/** A host that starts an isolate which never ends, and says when it has begun. */
import { isolatePowers, runIsolate } from "../../mod.ts";

const powers = isolatePowers("deno");
await runIsolate({
  file: new URL("./probe-isolate.ts", import.meta.url),
  job: ["loop"],
  spaces: new Map(),
  budget: { turnMs: 600_000 },
  powers: {
    ...powers,
    start: (...start) => {
      const process = powers.start(...start);
      console.log(process.pid);
      return process;
    },
  },
});
