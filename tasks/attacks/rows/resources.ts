/** Rows of group 16: inputs that ask for too much time or memory. */
import { type AttackGroup, row } from "../attack-row.ts";

export const RESOURCES: AttackGroup = {
  number: "16",
  name: "resources",
  rows: [
    row("01", "depth", "CV", ["accept", "reject(verify:too-deep)", "reject(syntax:nesting)"]),
    row("02", "chains", "CV", [
      "accept",
      "reject(verify:too-deep)",
      "reject(verify:limit)",
      "reject(syntax:nesting)",
    ]),
    row("03", "stack-left", "V", ["reject(verify:too-deep)"], {
      shownBy: [
        "packages/sandbox-verifier/test/limits.test.ts: near the end of the stack a body has its verdict or is too deep, and is not remembered",
      ],
    }),
    row("04", "long-tokens", "V", ["accept", "reject(verify:limit)", "reject(verify:syntax)"]),
    row("05", "counts", "ICV", [
      "accept",
      "reject(verify:limit)",
      "reject(resolve:limit)",
      "reject(syntax:limit)",
    ]),
    row("06", "sizes", "CVI", ["accept", "reject(verify:limit)", "reject(resolve:limit)"], {
      shownBy: [
        "packages/module-identity/test/program-checks.test.ts: each limit is a finding of its own and stops the program",
      ],
    }),
    row("07", "graph-shapes", "IGLK", [], {
      shownBy: [
        "packages/module-identity/test/identity-cost.test.ts: a chain of 20,000 modules and a cycle of 1,000 take linear time without deep stacks",
        "packages/sandbox-verifier/test/links.test.ts: a chain of 20,000 and a star of 10,000 are linked without recursion",
        "packages/runner/test/esm-module-loader.test.ts: a chain of 20,000 modules loads from a caller that is already deep in the stack",
        "packages/runner/test/esm-module-loader.test.ts: a star of 10,000 imports and a cycle of 1,000 members load",
        "packages/compilation-cache/test/documents.test.ts: a closure of more than 20,000 modules is not written, and one that is there is a miss",
      ],
    }),
    row("08", "own-regexes", "VGLCDIMKSP", [], {
      shownBy: [
        "tasks/lint/test/regular-expressions.test.ts: every regular expression of the workspace takes linear time",
      ],
    }),
    row("09", "guest-regex", "L", [], {
      shownBy: [
        "packages/isolate/test/processes.test.ts: what never gives way is killed, and the error says which budget and what to do",
      ],
    }),
    row("10", "load-loop", "L", [], {
      shownBy: [
        "packages/cli/test/isolated-run.test.ts: a handler that never ends is killed; what was committed is kept, and the next run goes on",
        "packages/cli/test/isolated-run.test.ts: computations and bodies that never end are killed as well, and named",
      ],
    }),
    row("11", "reporter-loop", "L", ["inert"]),
    row("12", "huge-values", "L", ["throws(RangeError)"]),
    row("13", "near-stack-call", "LM", ["inert"]),
    row("14", "near-heap-write", "S", [], {
      shownBy: [
        "packages/cli/test/isolated-run.test.ts: a handler that eats memory half way is killed, and nothing half is stored",
        "packages/isolate/test/processes.test.ts: what eats memory is killed and takes nothing along: objects, and buffers outside of the heap",
      ],
    }),
    row("15", "native-parsers", "C", [], {
      absent: "TypeScript and acorn are JavaScript; the engine parses only what was verified",
    }),
    row("16", "error-flood", "VC", [
      "reject(verify:statement)",
      "reject(verify:limit)",
      "reject(verify:free-name)",
    ], {
      shownBy: [
        "packages/js-compiler/test/diagnostics.test.ts: after 500 diagnostics one line says how many are left",
      ],
    }),
  ],
};
