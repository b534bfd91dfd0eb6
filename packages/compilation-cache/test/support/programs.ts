/** Small programs with real identities, and a compiler and a verifier that are a few lines each. */
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import {
  computeModuleIdentities,
  type Identity,
  type IdentityOptions,
  type ModuleIdentity,
  scanImports,
} from "@commonfabric/module-identity";
import type { Rejection, Verdict } from "@commonfabric/sandbox-verifier";
import {
  buildCompiledDoc,
  buildSourceDocs,
  type CompiledDoc,
  type DocTrust,
  type ProvenSource,
  type SourceDoc,
  type VerifyBody,
} from "@commonfabric/compilation-cache";

export const VERSION = "t1-test";

const VERIFIER = "test-verifier";

const OPTIONS: IdentityOptions = {
  hosts: {
    modules: new Map([["commonfabric", { name: "commonfabric", exports: new Map() }]]),
    helpers: "commonfabric",
  },
  edges: { scan: scanImports },
  sha256: nodeSha256,
};

/** A program whose modules have identities, documents and bodies. */
export interface TestProgram {
  readonly entry: Identity;
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  readonly sources: readonly SourceDoc[];
  readonly compiled: readonly CompiledDoc[];
  readonly identities: readonly Identity[];
  id(path: string): Identity;
}

/** `files` by path; a path in `.csv` is a data file. */
export function makeProgram(
  files: Readonly<Record<string, string>>,
  main = "/main.ts",
  runtimeVersion: string = VERSION,
): TestProgram {
  const names = Object.keys(files);
  const modules = computeModuleIdentities({
    main,
    files: names.map((name) => ({ name, contents: files[name]! })),
    sourceRoots: names.filter((name) => name.endsWith(".test.ts")),
    dataFiles: names.filter((name) => name.endsWith(".csv")),
  }, OPTIONS);
  const sources = buildSourceDocs(modules.values());
  const compiled = [...modules.values()].filter(({ kind }) => kind === "code")
    .map((module) => compileModule(module, runtimeVersion));
  const id = (path: string) => modules.get(path)!.identity;
  const identities = compiled.map(({ identity }) => identity);
  return { entry: id(main), modules, sources, compiled, identities, id };
}

/** Emits a `require` per value import and the rest of the text as a comment. */
export function compileModule(module: ModuleIdentity, runtimeVersion: string): CompiledDoc {
  const required = module.edges.filter(({ specifier, kind }) =>
    kind !== "data" && !module.text.includes(`import type * as t from "${specifier}"`)
  );
  const body = `${required.map(({ specifier }) => `require("${specifier}");`).join("\n")}\n` +
    `// ${encodeURIComponent(module.text)}\n`;
  const hash = digestText(nodeSha256, encodeUtf8(module.text));
  return buildCompiledDoc({
    identity: module.identity,
    filename: module.path,
    body,
    verdict: verdictOf(body),
    interfaceDigest: hash,
    emitKey: hash,
    sourceEdges: module.storedEdges,
    sourceMap: `{"version":3,"sources":["${module.path}"]}`,
    sites: `{"formatVersion":1,"sites":{}}`,
    ...(module.text.includes("warn") ? { warnings: `["${module.path}"]` } : {}),
  }, runtimeVersion);
}

/** What the test verifier says of a body that it accepts. */
export function verdictOf(body: string): Verdict {
  return {
    ok: true,
    verifierVersion: VERIFIER,
    policy: "test-policy",
    bodyHash: digestText(nodeSha256, encodeUtf8(body)),
    imports: [...body.matchAll(/require\("([^"]*)"\)/g)].map((match) => match[1]!),
    importedNames: [],
    exports: [],
    starTargets: [],
    topLevelFunctions: [],
    hoistedExports: [],
    hoistSymbols: [],
    importsEnd: 0,
    hasHoistRegistration: false,
    thunks: [],
    stats: { tokens: body.length, nodes: 1, depth: 1 },
  };
}

/** No keys: every body is verified. */
export const UNSIGNED: DocTrust = {
  attester: "none",
  verifyBody: (body, module) => verifyBody(body, module),
  isCurrentVerdict: ({ verifierVersion }) => verifierVersion === VERIFIER,
};

/** Refuses bodies that contain `eval`. */
export const verifyBody: VerifyBody = (body) => {
  const { verifierVersion, policy, bodyHash } = verdictOf(body);
  const rejection: Rejection = { ok: false, verifierVersion, policy, bodyHash, errors: [] };
  return body.includes("eval") ? rejection : verdictOf(body);
};

/** Counts how often the verifier is asked. */
export function countingVerifier(): { readonly verify: VerifyBody; readonly bodies: string[] } {
  const bodies: string[] = [];
  const verify: VerifyBody = (body, module) => {
    bodies.push(module.filename);
    return verifyBody(body, module);
  };
  return { verify, bodies };
}

/** The program as proof of its own sources. */
export function provenBy(
  sources: readonly SourceDoc[],
): (identity: Identity) => ProvenSource | undefined {
  const byIdentity = new Map(sources.map((doc) => [doc.identity, doc]));
  return (identity) => byIdentity.get(identity);
}

/** A diamond with a type-only edge, a data file and a test beside it. */
export const DIAMOND: Readonly<Record<string, string>> = {
  "/main.ts": `import { left } from "./lib/left.ts";\nimport { right } from "./lib/right.ts";\n` +
    `import { lift } from "commonfabric";\nimport type * as t from "./types.ts";\n` +
    `export default lift(() => left + right);\n`,
  "/lib/left.ts": `import { leaf } from "./leaf.ts";\nexport const left = leaf; // warn\n`,
  "/lib/right.ts": `import { leaf } from "./leaf.ts";\nexport const right = leaf + 1;\n`,
  "/lib/leaf.ts": `import { dataFile } from "commonfabric";\n` +
    `export const leaf = dataFile("./rows.csv");\n`,
  "/lib/rows.csv": "a,b\r\n1,2\r\n",
  "/types.ts": "export type T = number;\n",
  "/main.test.ts": `import main from "./main.ts";\nexport default main;\n`,
};
