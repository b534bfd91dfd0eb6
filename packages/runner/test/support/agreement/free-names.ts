/** Free names of a body by a scope analysis that is not ours. */
import { analyze } from "eslint-scope";
import { parseTree } from "../gauntlet/tree.ts";
import { SANDBOX_GLOBALS, WRAPPER_PARAMETERS } from "@commonfabric/contract";

/** In defaults of parameters that analysis calls it free; whose it is, the parser decides. */
const OF_FUNCTIONS = "arguments";

/** Names that `body` takes from neither itself, nor the wrapper, nor the globals of the sandbox. */
export function strangeNames(body: string): string[] {
  const program = parseTree(body, { ranges: true });
  // Both mean the same trees; their types were written apart.
  const tree = program as unknown as Parameters<typeof analyze>[0];
  const { globalScope } = analyze(tree, { ecmaVersion: 2025, sourceType: "script" });
  const free = globalScope!.through.map(({ identifier }) => identifier.name);
  return [...new Set(free)].filter((name) =>
    name !== OF_FUNCTIONS && !SANDBOX_GLOBALS.has(name) && !WRAPPER_PARAMETERS.includes(name)
  );
}
