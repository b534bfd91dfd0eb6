/**
 * `deno task attacks [GROUP]`: judges the attack corpus, or one group of it by number, here and in
 * a child process that has `__proto__`. Ends with 1 when anything is unexpected.
 */
import { readAttackFiles, readRepositoryFile } from "./attack-files-powers.ts";
import { ATTACK_GROUPS } from "./attack-rows.ts";
import { makeDrivers } from "./drivers/registry-powers.ts";
import { reportLines, unexpectedLines } from "./report.ts";
import { runAttacks } from "./run-attacks.ts";
import { namedTestFaults, tableFaults } from "./table-faults.ts";

const LANE = "--proto-lane";

const isProtoLane = Deno.args.includes(LANE);
const [group] = Deno.args.filter((argument) => argument !== LANE);
if (group !== undefined && !ATTACK_GROUPS.some(({ number }) => number === group)) {
  console.error(`attacks: there is no group "${group}"; groups are 01 to 16`);
  Deno.exit(2);
}
const lane = Reflect.get({}, "__proto__") !== undefined ? "with __proto__" : "without __proto__";
if (isProtoLane && lane !== "with __proto__") {
  console.error("attacks: the lane with __proto__ runs without it");
  Deno.exit(2);
}
const files = readAttackFiles(group);
// What documents answer depends on stores and keys; a sample of them is enough with `__proto__`.
const drivers = makeDrivers({ lanesOneIn: isProtoLane ? 12 : 1 });
console.log(`Deno ${lane}:`);
const unexpected = group === undefined && !isProtoLane
  ? [...tableFaults(files), ...namedTestFaults(readRepositoryFile)]
  : [];
for (const each of ATTACK_GROUPS) {
  if (group !== undefined && each.number !== group) continue;
  const own = files.filter((file) => file.group === `${each.number}-${each.name}`);
  const results = await runAttacks(own, { drivers, silencedOneIn: 1 });
  for (const line of reportLines(each, results)) console.log(line);
  unexpected.push(...unexpectedLines(results));
}
for (const line of unexpected) console.log(`  ${line}`);
console.log(unexpected.length === 0 ? "All as expected." : `${unexpected.length} unexpected.`);
let failed = unexpected.length > 0;
if (!isProtoLane) failed = !await runProtoLane() || failed;
Deno.exitCode = failed ? 1 : 0;

/** The same with `__proto__`, as browsers have it. */
async function runProtoLane(): Promise<boolean> {
  const { success } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-check",
      "--quiet",
      "--unstable-unsafe-proto",
      "-P=attacks",
      "tasks/attacks/main.ts",
      LANE,
      ...group === undefined ? [] : [group],
    ],
    // The permission sets are those of the workspace.
    cwd: new URL("../..", import.meta.url),
  }).spawn().status;
  return success;
}
