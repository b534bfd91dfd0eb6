/** What pattern code writes to look like the runtime: minted atoms, causes and keys. */
import type { JSONSchema } from "@commonfabric/api";
import { KEY_PREFIXES, LIFETIME_KEY, PINS_KEY } from "@commonfabric/compilation-cache";
import { SPACE } from "../../../../packages/runner/test/support/cell-host.ts";
import {
  adding,
  edit,
  fixtureOf,
  integrityOf,
} from "../../../../packages/runner/test/support/labels.ts";
import type { ImplementationIdentity } from "../../../../packages/runner/types.ts";
import { normaliseCause } from "../../../../packages/runner/values/cause.ts";
import { refuseMarkedPlace } from "../../../../packages/runner/values/reserved-keys.ts";
import type { Answer } from "../../driver.ts";
import { errorName } from "../probe.ts";

/** The one answer to every one of `attempts`. */
function answerOfAll(
  attempts: readonly (readonly [name: string, attempt: () => unknown])[],
): Answer {
  const answers = attempts.map(([name, attempt]) => {
    try {
      attempt();
      return { name, says: "accept" };
    } catch (error) {
      return { name, says: `throws(${errorName(error)})` };
    }
  });
  const [{ says }] = answers as [typeof answers[0]];
  const others = answers.filter((answer) => answer.says !== says);
  return { says, faults: others.map((answer) => `${answer.name}: ${answer.says}`) };
}

export function reservedCauses(): Answer {
  const context = { space: SPACE, author: "guest" as const };
  const prefixes = [...Object.values(KEY_PREFIXES), PINS_KEY, LIFETIME_KEY];
  const causes: unknown[] = [
    ...prefixes.flatMap((prefix) => [prefix, `${prefix}x`]),
    ...["package:x", "packageFunctor:x", "linkPlan:x", "receipt:1"],
    { $generated: 1 },
    { a: [{ $generated: 1 }] },
    JSON.parse('{"__proto__":{"$generated":1}}'),
  ];
  return answerOfAll(
    causes.map((cause) => [JSON.stringify(cause), () => normaliseCause(cause, context)]),
  );
}

/** Reaching a mark member by member. */
export function reservedPlaces(): Answer {
  const places = ["$stream", "$alias", "$patternRef", "$implRef"].map((
    key,
  ) => [["a", key], [key, "b"]]);
  const all = [...places.flat(), ["/", "link@1"], ["a", "/", "link@1", "id"]];
  return answerOfAll(all.map((path) => [path.join("."), () => refuseMarkedPlace(path)]));
}

const MINTED = ["cf-compiled-by:cf-compiler", "cf-compiled-by:", "cf-runtime:clock", "cf-runtime:"];
const WRITERS: readonly ImplementationIdentity[] = [
  { kind: "unsupported" },
  { kind: "host", reason: "attack" },
  { kind: "verified", identity: "compile-cache", symbol: "compile-cache" },
  { kind: "builtin", builtinId: "map" },
];

/** Atoms of the runtime in schemas of others, with one atom that stays. */
export async function mintedAtoms(): Promise<Answer> {
  const faults: string[] = [];
  for (const writer of WRITERS) {
    const fixture = await fixtureOf("enforce");
    const schema: JSONSchema = {
      properties: { part: adding(...MINTED, "own") },
      ...adding(...MINTED),
    };
    const cell = fixture.cell("doc", schema);
    await edit(fixture, (tx) => cell.withTx(tx).set({ part: 1 }), writer);
    const labels = integrityOf(fixture, cell).join();
    if (labels !== "part: own") faults.push(`${JSON.stringify(writer)} left ${labels}`);
  }
  return { says: "inert", faults };
}
