import assert from "node:assert/strict";
import { computeEntryIdentity, explainIdentity, resolveEntryIdentity } from "../mod.ts";

const files = [
  { name: "/lib/math.ts", contents: "export const twice = (n: number) => n * 2;\n" },
  {
    name: "/main.tsx",
    contents: 'import { lift } from "commonfabric";\nimport { twice } from "./lib/math.ts";\n' +
      "export default lift((n: number) => twice(n));\n",
  },
];
const IDENTITY = "aL2egq-Ty0eqHKuobSs3iqLWbQ888qIvpRFyFq9oONw";

Deno.test("without options the host names are those of every host, and digests the platform's", async () => {
  assert.equal(computeEntryIdentity({ main: "/main.tsx", files }), IDENTITY);
  const read = (path: string) => files.find(({ name }) => name === path)?.contents;
  assert.equal(await resolveEntryIdentity("/main.tsx", read), IDENTITY);
  const edited = files.map((file) => ({ ...file, contents: file.contents.replace("2", "3") }));
  const explanation = explainIdentity(
    { main: "/main.tsx", files },
    { main: "/main.tsx", files: edited },
    "/main.tsx",
  );
  assert.deepEqual(explanation.causes.map(({ path, kind }) => [path, kind]), [[
    "/lib/math.ts",
    "text",
  ]]);
});
