/** Second opinions on an accepted body: other parsers, another scope analysis, another surface. */
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { WRAPPER_PARAMETERS } from "@commonfabric/contract";
import { functorText } from "../../../sandbox/functor.ts";
import { strangeNames } from "./free-names.ts";
import { surfaceByTypeScript, surfaceOfVerdict } from "./surface.ts";
import { acornTokens, typescriptTokens } from "./tokens.ts";

/** Why somebody disagrees with `verdict`, which accepts `body`; empty when nobody does. */
export function disagreements(body: string, verdict: Verdict): string[] {
  return [
    ...complaint("engine", () => void new Function(...WRAPPER_PARAMETERS, body)),
    ...complaint("engine, wrapped", () => {
      new Function(`return ${functorText(body, verdict, "cf:module/body")}`);
    }),
    ...complaint("tokens", () => compareTokens(body)),
    ...complaint("free names", () => {
      const names = strangeNames(body);
      if (names.length > 0) throw new Error(names.join());
    }),
    ...complaint("surface", () => compareSurfaces(body, verdict)),
  ];
}

function complaint(who: string, ask: () => void): string[] {
  try {
    ask();
    return [];
  } catch (error) {
    return [`${who}: ${error}`];
  }
}

function compareTokens(body: string): void {
  const [acorn, typescript] = [acornTokens(body), typescriptTokens(body)];
  const only = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...some].filter((token) => !others.has(token));
  const different = [...only(acorn, typescript), ...only(typescript, acorn)];
  if (different.length > 0) throw new Error(different.slice(0, 5).join("; "));
}

function compareSurfaces(body: string, verdict: Verdict): void {
  const [ours, theirs] = [surfaceOfVerdict(verdict), surfaceByTypeScript(body)];
  const [one, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}
