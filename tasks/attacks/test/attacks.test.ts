/** The attack corpus: every file answers as it says, and the table of rows equals the directories. */
import assert from "node:assert/strict";
import { RULE_IDS } from "../../../packages/sandbox-verifier/rules.ts";
import { parseAttackFile } from "../attack-file.ts";
import { readAttackFiles, readRepositoryFile } from "../attack-files-powers.ts";
import { ATTACK_GROUPS } from "../attack-rows.ts";
import { faultsOf } from "../driver.ts";
import { makeDrivers } from "../drivers/registry-powers.ts";
import { unexpectedLines } from "../report.ts";
import { runAttacks } from "../run-attacks.ts";
import { runs } from "../../../packages/canonical/test/support/runs.ts";
import { namedTestFaults, tableFaults } from "../table-faults.ts";

/** Silenced forms of one in so many programs are judged here; all of them by the task. */
const QUICK_SAMPLE = 8;

const files = readAttackFiles();
const silencedOneIn = Deno.env.get("CF_SLOW") === undefined ? QUICK_SAMPLE : 1;
const drivers = makeDrivers({ lanesOneIn: runs(12, 4, 1) });

for (const { number, name } of ATTACK_GROUPS) {
  const own = files.filter(({ group }) => group === `${number}-${name}`);
  if (own.length === 0) continue;
  Deno.test(`attacks of group ${number} (${name}) are answered as their files say`, async () => {
    assert.deepEqual(unexpectedLines(await runAttacks(own, { drivers, silencedOneIn })), []);
  });
}

Deno.test("the table of rows and the attack files say the same", () => {
  assert.deepEqual(tableFaults(files), []);
  assert.deepEqual(namedTestFaults(readRepositoryFile), []);
});

/** Rules that the verifier's own tests show: limits, coverage, and names that are given twice. */
const SHOWN_ELSEWHERE = ["X1", "X6", "X8", "X9", "X10", "S7", "S12"];

Deno.test("each rule is the one without which some file would be accepted", () => {
  const named = new Set(files.flatMap(({ rule, also }) => rule && also.length === 0 ? [rule] : []));
  assert.deepEqual(RULE_IDS.filter((rule) => !named.has(rule)), SHOWN_ELSEWHERE);
});

const HEADER = `// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// expect: reject(verify:mutable-binding) 2:1
`;
const PATH = "packages/x/testdata/attacks/04-module-grammar/17-let-var.plain.js";

Deno.test("an attack file is a header and inputs; positions count from the line after the header", () => {
  const text = `${HEADER}"use strict";\nlet a;\n// file: /x.js\n"use strict";\n`;
  const { group, row, variant, files } = parseAttackFile(PATH, text);
  assert.deepEqual([group, row, variant], ["04-module-grammar", "17-let-var", "plain"]);
  assert.deepEqual(files, [
    { name: "/main.js", text: '"use strict";\nlet a;\n' },
    { name: "/x.js", text: '"use strict";' },
  ]);
});

Deno.test("escapes stand for characters that no source of ours has", () => {
  const text = `${HEADER}// escapes: yes\nlet a\\u{2028}\\u{d800}\\u{1f600};\n`;
  assert.equal(
    parseAttackFile(PATH, text).files[0]!.text,
    `let a\u2028${String.fromCharCode(0xd800)}\ud83d\ude00;`,
  );
});

for (
  const [what, text] of [
    ["without an expectation", HEADER.replace(/\/\/ expect.*\n/, "")],
    ["with an unknown field", `// hope: 1\n${HEADER}`],
    ["with a field twice", `${HEADER}// kind: body\n`],
    ["with an expectation that is none", HEADER.replace("reject(", "refuse(")],
    ["of an unknown kind", HEADER.replace("kind: body", "kind: soul")],
    ["in the place of another row", HEADER.replace("17-let-var", "18-class")],
    ["with a character beyond ASCII", `${HEADER}"\u00e9"`],
    ["that is accepted without a value", HEADER.replace(/expect: .*/, "expect: accept")],
  ] as const
) {
  Deno.test(`an attack file ${what} is refused`, () => {
    assert.throws(() => parseAttackFile(PATH, text), { name: "AttackFileError" });
  });
}

Deno.test("another code, another position and another value are unexpected", () => {
  const file = parseAttackFile(PATH, `${HEADER}// value: 1\nlet a;\n`);
  const says = "reject(verify:mutable-binding) 2:1";
  assert.deepEqual(faultsOf(file, { says, value: 1 }), []);
  assert.equal(faultsOf(file, { says: says.replace("2:1", "2:2"), value: 1 }).length, 1);
  assert.equal(faultsOf(file, { says: "accept", value: 1 }).length, 1);
  assert.equal(faultsOf(file, { says, value: 2 }).length, 1);
  assert.equal(faultsOf(file, { says, value: 1, faults: ["tripwire"] }).length, 1);
});
