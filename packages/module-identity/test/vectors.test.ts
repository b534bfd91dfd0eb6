/** The published test vectors, byte for byte. */
import assert from "node:assert/strict";
import { encodeBase64Url, nodeSha256 } from "@commonfabric/canonical";
import {
  componentDigest,
  componentMessage,
  computeModuleIdentities,
  type EncodedMember,
  identityDigest,
  normalizeSource,
  sourceDigest,
} from "@commonfabric/module-identity";
import { plainOptions, program } from "./support.ts";

const A = "export const a = 1;\n";
const B = {
  "/main.tsx":
    'import { lift } from "commonfabric";\nimport { twice } from "./lib/math.ts";\nexport default lift((n: number) => twice(n));\n',
  "/lib/math.ts": "export const twice = (n: number) => n * 2;\n",
};
const C = {
  "/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b();\n',
  "/b.ts":
    'import type { a } from "./a.ts";\nimport type { N } from "./n.d.ts";\nexport const b = (): N => 1;\nexport type A = typeof a;\n',
  "/n.d.ts": "export type N = number;\n",
};
// e with acute, grinning face
const D = { "/\u00e9/\u{1f600}.ts": 'export const s = "\u00e9\u{1f600}";\n' };

const IDENTITIES: [string, Record<string, string>, string, string][] = [
  ["A", { "/main.ts": A }, "/main.ts", "-2OBY5mMq3o0xdY31v_fpq-nrNE4PBgDLDZMelcBzeE"],
  ["B", B, "/lib/math.ts", "IFjmHSyXvLiHcSXnLQoBU4oG671Xku4t93su8jx1Rco"],
  ["B", B, "/main.tsx", "aL2egq-Ty0eqHKuobSs3iqLWbQ888qIvpRFyFq9oONw"],
  ["C", C, "/n.d.ts", "wzfIJ5sXtjmqQPx-xIg88PBv97u2gU3Y2pCsDD2-jrY"],
  ["C", C, "/a.ts", "IqDwZ4_4XLpQaw7vp5S45v5vPWTEEeFh9nkp20KGXSA"],
  ["C", C, "/b.ts", "FDZW1kfW5ooJLg9U94sjWrh3tPAVjmdajA6AXZmEsaQ"],
  ["D", D, "/\u00e9/\u{1f600}.ts", "UGPpY86yd9m-zAuPJ-V1Jszc4gRxloowZZERYL3I8bk"],
];

Deno.test("programs have the published identities", async (t) => {
  for (const [name, texts, path, identity] of IDENTITIES) {
    await t.step(`${name} ${path}`, () => {
      const modules = computeModuleIdentities(program(texts), plainOptions());
      assert.equal(modules.get(path)?.identity, identity);
    });
  }
});

Deno.test("program A has the published digests and component message", () => {
  const digest = sourceDigest(nodeSha256, A);
  const members: EncodedMember[] = [{ path: "/main.ts", kind: "code", digest, edges: [] }];
  const hex = [
    "0000000f 63662f6d6f64756c652d69642f7631 00000009 636f6d706f6e656e74 00000001",
    "00000008 2f6d61696e2e7473 01",
    "4a026bb36e7ec10301c67328a608cffb2d9e013f8ecf95ea948375d2e6364677 00000000",
  ].join("").replaceAll(" ", "");
  assert.equal(encodeBase64Url(digest), "SgJrs25-wQMBxnMopgjP-y2eAT-Oz5XqlIN10uY2Rnc");
  assert.equal(componentMessage(members).toHex(), hex);
  assert.equal(
    encodeBase64Url(componentDigest(nodeSha256, members)),
    "5nkgAsS_VvnVzeq7Ui0RAbh-X8ZsOgBHBA4lALkfUf0",
  );
});

Deno.test("the cycle of program C has the published component digest", () => {
  const modules = computeModuleIdentities(program(C), plainOptions());
  const digest = (path: "/a.ts" | "/b.ts") => sourceDigest(nodeSha256, C[path]);
  const inside = (path: string) => ({ kind: "inside", path }) as const;
  const members: EncodedMember[] = [
    {
      path: "/b.ts",
      kind: "code",
      digest: digest("/b.ts"),
      edges: [
        {
          specifier: "./n.d.ts",
          target: { kind: "outside", digest: identityDigest(modules.get("/n.d.ts")!.identity) },
        },
        { specifier: "./a.ts", target: inside("/a.ts") },
      ],
    },
    {
      path: "/a.ts",
      kind: "code",
      digest: digest("/a.ts"),
      edges: [{ specifier: "./b.ts", target: inside("/b.ts") }],
    },
  ];
  assert.equal(
    encodeBase64Url(componentDigest(nodeSha256, members)),
    "g2xMtJAw2y9OPeHW8DlAgoUBHAKuPvx7PeJyzUiQxHs",
  );
});

Deno.test("line ends, a byte order mark and tool lines do not change program A", () => {
  const forms = [
    `\ufeff${A.replace("\n", "\r\n")}`,
    A.replace("\n", "\r"),
    `${A}//# sourceMappingURL=main.js.map\n`,
    `${A}\n`.slice(0, -1),
    `${A}//# sourceURL=a.js\n//@ sourceMappingURL=b\n`,
  ];
  for (const form of forms) assert.equal(normalizeSource(form), A, JSON.stringify(form));
});

Deno.test("what only looks like a tool line is authored text and stays", () => {
  const kept = [
    "x;\n/*\n//# sourceMappingURL=a */\n",
    "const t = `\n//# sourceURL=${x}`\n",
    "const t = `\n//# sourceURL=a`\n",
    "/*\n//# sourceURL=a*/\n",
    "  //# sourceURL=a\n",
    "//# sourceURL=a \n",
    "x //# sourceURL=a\n",
    "//# sourceURL=a\nx\n",
    "x\n\n",
    "x",
    '"\u2028"\n',
  ];
  for (const text of kept) assert.equal(normalizeSource(text), text, JSON.stringify(text));
  assert.equal(normalizeSource("\ufeff\ufeffx"), "\ufeffx");
  assert.equal(normalizeSource("//# sourceURL=a\n"), "");
  assert.equal(normalizeSource("x\n//# sourceURL=a\n \n\t\n"), "x\n");
});

Deno.test("the encoder refuses a lone surrogate in text, path and specifier", () => {
  const digest = sourceDigest(nodeSha256, "");
  const member = { path: "/a.ts", kind: "code", digest, edges: [] } as const;
  const refused = { name: "IllFormedTextError" };
  assert.throws(() => sourceDigest(nodeSha256, "\ud800"), refused);
  assert.throws(() => componentMessage([{ ...member, path: "/\udc00.ts" }]), refused);
  const target = { kind: "inside", path: "/a.ts" } as const;
  assert.throws(
    () => componentMessage([{ ...member, edges: [{ specifier: "./\ud800", target }] }]),
    refused,
  );
});
