/** Claims of being code that somebody else defined: barrels, forged pointers, look-alikes. */
import type { EntryRef } from "@commonfabric/module-identity";
import {
  artifactInfo,
  definerOf,
  getArtifactEntryRef,
  isTrustedArtifact,
  noteDerivedCopy,
  provenanceOf,
} from "../../../../packages/runner/engine/provenance.ts";
import { trustedCode } from "../../../../packages/runner/host/trusted-code.ts";
import { makeModuleSafe } from "../../../../packages/runner/sandbox/module-safe.ts";
import { isModuleNamespace } from "../../../../packages/runner/sandbox/namespace.ts";
import {
  makeSandboxGlobals,
  prepareCompartment,
} from "../../../../packages/runner/sandbox/compartment.ts";
import { EngineFixture } from "../../../../packages/runner/test/support/engine-fixture.ts";
import type { FixtureModules } from "../../../../packages/runner/test/support/loader-fixture.ts";
import type { Answer } from "../../driver.ts";
import { errorName } from "../probe.ts";

const MODULES: FixtureModules = {
  "/definer.ts": {
    exports: ["own@p"],
    hoists: ["__cfLift_1"],
    body: `const __cfLift_1 = __cfHelpers.build("lift", () => 1);
const p = __cfHelpers.build("pattern", () => 2);
exports.own = p;
__cfReg({ __cfLift_1 });`,
  },
  "/barrel.ts": {
    imports: ["./definer.ts"],
    exports: ["default<./definer.ts:own"],
    stars: ["./definer.ts"],
    body: `const d = require("./definer.ts");
Object.defineProperty(exports, "default", { enumerable: true, get: function () { return d.own; } });`,
  },
  "/thief.ts": {
    imports: ["./barrel.ts"],
    exports: ["trusted"],
    body: `const barrel = require("./barrel.ts");\nexports.trusted = barrel.default;`,
  },
};

function inert(leaks: readonly string[]): Answer {
  return { says: "inert", faults: leaks.map((leak) => `it reached ${leak}`) };
}

async function engineWith(...entries: string[]): Promise<EngineFixture> {
  const fixture = new EngineFixture(MODULES);
  for (const entry of entries) {
    fixture.engine.evaluateRecordGraph(await fixture.compile(entry));
  }
  return fixture;
}

/** Whatever is loaded first and exports it, the pointer and the code name the definer. */
export async function barrelPointer(): Promise<Answer> {
  const leaks: string[] = [];
  for (
    const entries of [["/barrel.ts"], ["/thief.ts", "/barrel.ts"], ["/definer.ts", "/thief.ts"]]
  ) {
    const fixture = await engineWith(...entries);
    const identity = fixture.identityOf("/definer.ts");
    const artifact = fixture.engine.artifactFor({ identity, symbol: "own" });
    const { implementation } = artifactInfo(artifact)!;
    const named = [
      definerOf(artifact),
      getArtifactEntryRef(artifact),
      provenanceOf(implementation!),
    ];
    const expected = [identity, { identity, symbol: "own" }, { identity, symbol: "own" }];
    if (JSON.stringify(named) !== JSON.stringify(expected)) {
      leaks.push(
        `another name after ${entries}`,
      );
    }
  }
  return inert(leaks);
}

/** References to other symbols, identities and hosts, and names of prototype members. */
export async function forgedRefs(): Promise<Answer> {
  const fixture = await engineWith("/thief.ts");
  const [definer, barrel, thief] = ["/definer.ts", "/barrel.ts", "/thief.ts"].map((path) =>
    fixture.identityOf(path)
  );
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "then", "", "p", "*"];
  const refs: EntryRef[] = [
    { identity: barrel!, symbol: "default" },
    { identity: barrel!, symbol: "own" },
    { identity: thief!, symbol: "trusted" },
    { identity: definer!, symbol: "__cfLift_2" },
    { identity: "cf:runtime/commonfabric", symbol: "pattern" },
    { identity: "commonfabric", symbol: "pattern" },
    { identity: `${definer!}=`, symbol: "own" },
    { identity: definer!.toLowerCase(), symbol: "own" },
    ...names.map((symbol) => ({ identity: definer!, symbol })),
    ...names.map((identity) => ({ identity, symbol: "own" })),
  ];
  const found = refs.filter((ref) => fixture.engine.implementationFor(ref) !== undefined);
  const genuine = fixture.engine.implementationFor({ identity: definer!, symbol: "__cfLift_1" });
  const leaks = found.map((ref) => `code under ${JSON.stringify(ref)}`);
  return inert(genuine === undefined ? [...leaks, "nothing at all"] : leaks);
}

/** A node whose code no module defined. */
export function codeOfNobody(): Answer {
  const implementation = function total() {};
  try {
    trustedCode({ type: "javascript", kind: "lift", implementation, factory: {} });
    return { says: "accept" };
  } catch (error) {
    return { says: `throws(${errorName(error)})` };
  }
}

/** Objects with the marks of namespaces and artifacts; membership decides and no getter runs. */
export async function lookAlikes(): Promise<Answer> {
  const leaks: string[] = [];
  const wire = (name: string) => ({ get: () => void leaks.push(`tripwire ${name}`) });
  const fixture = await engineWith("/definer.ts");
  const identity = fixture.identityOf("/definer.ts");
  const genuine = fixture.engine.artifactFor({ identity, symbol: "own" })!;
  const claims = Object.create(null, {
    [Symbol.toStringTag]: { value: "Module" },
    default: { enumerable: true, ...wire("default") },
    identity: wire("identity"),
    symbol: wire("symbol"),
    kind: wire("kind"),
    implementation: wire("implementation"),
  });
  const traps = new Proxy(genuine, {
    get: (_target, key) => void leaks.push(`trap ${String(key)}`),
  });
  const values: object[] = [claims, traps, { ...genuine }, Object.create(genuine)];
  const compartment = prepareCompartment(makeSandboxGlobals(), { name: "look-alikes" });
  const isModuleSafe = makeModuleSafe(compartment, []);
  for (const value of values.map((each) => Object.freeze(each))) {
    const takers = [isTrustedArtifact, isModuleNamespace, artifactInfo, definerOf, isModuleSafe];
    for (const take of [...takers, getArtifactEntryRef]) {
      if (take(value)) leaks.push(`the trust of ${take.name}`);
    }
    try {
      noteDerivedCopy({}, value);
      leaks.push("a noted copy");
    } catch (error) {
      if (!(error instanceof TypeError)) leaks.push(errorName(error));
    }
  }
  return inert(leaks);
}
