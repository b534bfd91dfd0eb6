/**
 * The text evaluated for a module: a pure function of body, verdict, identity and path, so that the
 * engine's cache of compiled text hits. One line before the body, a source URL after it.
 */
import { WRAPPER_PARAMETERS } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";

/** Lines that the wrapper puts before a body; source maps are shifted by them. */
export const WRAPPER_LINES = 1;

/** The parameters of a functor, by position. */
export type FunctorArguments = readonly unknown[];

/** Evaluated functor text: two phases, hoist and body. */
export type Functor = (...args: unknown[]) => Generator<undefined, void, undefined>;

/** `cf:module/<identity><path>`, with white space of the path replaced; `suffix` disambiguates. */
export function sourceUrl(identity: string, path: string, suffix = ""): string {
  return `cf:module/${identity}${urlPath(path)}${suffix}`;
}

/** The path as it appears in a source URL. */
export function urlPath(path: string): string {
  return path.replace(/[\s\u2028\u2029]/g, "_");
}

/** The text that is evaluated for a module. */
export function functorText(body: string, verdict: Verdict, url: string): string {
  const { importsEnd } = verdict;
  const [early, head, late] = importsEnd === 0
    ? ["yield;", "", body]
    : ["", `${body.slice(0, importsEnd)};yield;`, body.slice(importsEnd)];
  return `(function* (${PARAMETERS}) {"use strict";${hoistPhase(verdict)}${early}\n` +
    `${head}${late}\n})\n//# sourceURL=${url}`;
}

const PARAMETERS = WRAPPER_PARAMETERS.join(", ");

/**
 * Hardens and publishes function declarations, before any statement of the body. The imports at the
 * head of the body belong to this phase too: a partner in a cycle that calls a function before the
 * rest of its module has run finds the function's imports.
 */
function hoistPhase(verdict: Verdict): string {
  const hardened = verdict.topLevelFunctions.map((name) => `__cfHardenFn(${name});`);
  const published = verdict.hoistedExports.map(({ name, function: fn }) =>
    `exports["${escapeName(name)}"]=${fn};`
  );
  return hardened.join("") + published.join("");
}

function escapeName(name: string): string {
  return name.replace(
    /[^A-Za-z0-9_$]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Source URLs of all modules of one closure. Paths that differ only in white space would collide;
 * later ones, in the given order, get a numeric suffix.
 */
export function sourceUrls(
  modules: Iterable<{ readonly identity: string; readonly path: string }>,
): Map<string, string> {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  const urls = new Map<string, string>();
  for (const { identity, path } of modules) {
    const shown = urlPath(path);
    let count = counts.get(shown) ?? 0;
    let suffix = "";
    // Another path may read like this one with its suffix.
    do {
      suffix = ++count === 1 ? "" : `_${count}`;
    } while (taken.has(shown + suffix));
    counts.set(shown, count);
    taken.add(shown + suffix);
    urls.set(identity, sourceUrl(identity, path, suffix));
  }
  return urls;
}
