/** Values of which something was never computed: the rest is shown. */
import assert from "node:assert/strict";
import { withoutRequired } from "../schema/schema-at.ts";
import { cf, withDirectory } from "./support/fake-command.ts";

Deno.test("requirements go everywhere but from alternatives, which they tell apart", () => {
  const node = {
    type: "object",
    properties: {
      name: { type: "string" },
      below: { type: "array", items: { $ref: "#/$defs/N" } },
    },
    required: ["name", "below"],
  } as const;
  const either = { anyOf: [{ $ref: "#/$defs/N" }, { type: "undefined" }] } as const;
  const { required: _required, ...bare } = node;
  const relaxed = {
    ...bare,
    properties: { ...node.properties, below: { type: "array", items: { $ref: "#/$defs/N?" } } },
  };
  assert.deepEqual(
    withoutRequired({
      type: "object",
      properties: { tree: { $ref: "#/$defs/N" }, either },
      additionalProperties: node,
      required: ["tree"],
      $defs: { N: node },
    }),
    {
      type: "object",
      properties: { tree: { $ref: "#/$defs/N?" }, either },
      additionalProperties: relaxed,
      $defs: { "N": node, "N?": relaxed },
    },
  );
});

const ROWS = `import { computed, Default, handler, pattern, Stream, Writable } from "commonfabric";
interface Row { name: string; loud: string }
interface Output { rows: Writable<Row[]>; add: Stream<{ name: string }> }
const Row = pattern<{ name: string }, Row>(({ name }) => ({
  name,
  loud: computed(() => name.toUpperCase()),
}));
const add = handler<{ name: string }, { rows: Writable<Row[]> }>(({ name }, { rows }) => {
  rows.push(Row({ name }));
});
export default pattern<Record<string, never>, Output>(() => {
  const rows = new Writable<Row[]>([]);
  return { rows, add: add({ rows }) };
});
`;

Deno.test("elements of which something was never computed are shown without it", async () => {
  await withDirectory({ "rows.tsx": ROWS, ".cf/x": "" }, async (cwd) => {
    const out = async (...args: string[]): Promise<string> => (await cf(args, { cwd })).out;
    await out("piece", "new", "rows.tsx", "--name", "r");
    await out("call", "@r/add", '{"name":"a"}');
    assert.deepEqual(JSON.parse(await out("get", "@r/rows")), [{ name: "a" }]);
    const whole = [{ name: "a", loud: "A" }];
    assert.deepEqual(JSON.parse(await out("get", "@r/rows", "--step")), whole);
    assert.deepEqual(JSON.parse(await out("get", "@r/rows")), whole);
  });
});
