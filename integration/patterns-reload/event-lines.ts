/** Event logs as lines of text, with modules by path: what the legs compare with exact lists. */
import type { LoggedEvent } from "@commonfabric/runner";

/** One line an event, `ran` events left out: `compiled /text.ts /main.tsx`. */
export function eventLines(
  events: readonly LoggedEvent[],
  modules: Readonly<Record<string, string>>,
): string[] {
  const paths = new Map(Object.entries(modules).map(([path, identity]) => [identity, path]));
  const named = (identities: readonly string[]) =>
    identities.map((identity) => paths.get(identity) ?? identity).join(" ");
  return events.filter(({ type }) => type !== "ran").map((event) => {
    switch (event.type) {
      case "identified":
        return `identified ${named([event.entry])} of ${event.modules}`;
      case "cacheHit":
        return `cacheHit ${event.from} ${named(event.modules)}`;
      case "cacheMiss":
        return `cacheMiss ${
          Object.entries(event.reasons).map(([identity, reason]) =>
            `${named([identity])}:${reason}`
          ).join(" ")
        }`;
      case "compiled":
      case "carried":
      case "verified":
      case "evaluated":
        return `${event.type} ${named(event.modules)}`;
      case "wroteBack":
        return `wroteBack ${event.sources.length} sources, ${event.compiled.length} compiled`;
      case "repaired":
        return `repaired ${named([event.identity])}:${event.reason}`;
      case "started":
      case "resumed":
        return event.type;
      case "loadFailed":
        return `loadFailed ${event.reason}`;
      default:
        return JSON.stringify(event);
    }
  });
}
