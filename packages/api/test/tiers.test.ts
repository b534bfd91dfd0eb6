/** For every tier one program that uses each of its values, in the forms that authors write. */
import assert from "node:assert/strict";
import { REGISTRY, type Tier } from "@commonfabric/api";
import { sortedUtf8 } from "@commonfabric/canonical";
import { typeErrors } from "./check-program.ts";

const PROGRAMS: Readonly<Record<Tier, string>> = {
  A: `import { action, Cell, computed, type Default, handler, NAME, pattern, type Stream, UI, type VNode, Writable } from "commonfabric";
interface Item { title: string; done: Default<boolean, false> }
interface Input { items: Writable<Item[] | Default<[]>>; other?: Cell<number> }
interface Output { [NAME]: string; [UI]: VNode; items: Item[]; add: Stream<{ title: string }>; clear: Stream<void> }
const clear = handler<unknown, { items: Writable<Item[]> }>((_, { items }) => items.set([]));
export default pattern<Input, Output>(({ items }) => {
  const draft = new Writable("");
  const open = computed(() => items.get().filter((item) => !item.done).length);
  const add = action(({ title }: { title: string }) => items.push({ title, done: false }));
  return {
    [NAME]: computed(() => \`Items (\${open})\`),
    [UI]: <cf-vstack>{items.map((item) => <cf-checkbox $checked={item.done}>{item.title}</cf-checkbox>)}
      <cf-input $value={draft} /><cf-button onClick={() => add.send({ title: draft.get() })}>Add</cf-button></cf-vstack>,
    items, add, clear: clear({ items }),
  };
});`,
  H: `import { cell, Cell, derive, lift, pattern, str } from "commonfabric";
const double = lift((n: number) => n * 2);
export default pattern<{ n: number }, { twice: number; text: string; half: number }>(({ n }) => {
  const own = cell(3); const other = Cell.of(4);
  return { twice: double(n), text: str\`\${n} and \${own} and \${other}\`, half: derive(n, (value) => value / 2) };
});`,
  T: `import { action, assert, multiUserTest, pattern, TESTS, type TestStep } from "commonfabric";
const one = pattern(() => {
  const steps: TestStep[] = [{ action: action(() => {}) }, { assertion: assert(() => 1 < 2) }];
  return { [TESTS]: steps };
});
export default multiUserTest({ participants: { one } });`,
  B: `import { ifElse, pattern, UI, type UIRenderable, wish, type WishState } from "commonfabric";
export default pattern(() => {
  const profile: WishState<{ name: string } & UIRenderable> = wish<{ name: string } & UIRenderable>({ query: "#profile" });
  return { [UI]: <p>{ifElse(profile.result, profile.result?.name, "nobody")}</p> };
});`,
  C: `import { equals, generateText, type JSONSchema, navigateTo, pattern, type PerSession, type PerSpace, type PerUser,
  toIndentedDebugString, UI } from "commonfabric";
interface Input { a: PerUser<string>; b: PerSession<number>; c: PerSpace<string[]>; schema: JSONSchema }
export default pattern<Input, { same: boolean; text: string; shown: boolean }>(({ a, b, c }) => ({
  [UI]: <p>{generateText({ prompt: a, system: c[0] }).result}</p>,
  same: equals(a, b), text: toIndentedDebugString(c), shown: navigateTo(a),
}));`,
  D: `import { __cf_data, type BuiltInLLMContent, type BuiltInLLMMessage, type BuiltInLLMTool, Cell, generateObject, getPatternEnvironment,
  type ImageData, type OpaqueCell, pattern, type PatternFactory, patternTool, type PatternToolResult, type Reactive, render, schema, TILE_UI } from "commonfabric";
const SEARCH = pattern(({ q }: { q: string }) => ({ found: q }));
const ANY: PatternFactory<{ q: string }, { found: string }> = SEARCH;
const HEAD = render<{ text: string }>(({ text }) => <h1>{text}</h1>);
const DATA = __cf_data({ a: 1 }); const SCHEMA = schema({ type: "string" });
export default pattern<{ image: ImageData; cell: OpaqueCell<string>; messages: Cell<BuiltInLLMMessage[]> }, { tool: PatternToolResult<{ q: string }>; url: string }>(
  ({ image, messages }) => {
    const content: Reactive<BuiltInLLMContent> = image.name;
    const tool: BuiltInLLMTool = { pattern: ANY, description: content };
    const answer = generateObject<{ n: number }>({ messages, tools: { tool } });
    return { [TILE_UI]: <HEAD text={answer.result?.n.toFixed() ?? SCHEMA.type} />, tool: patternTool(SEARCH, { q: "a" }),
      url: getPatternEnvironment().apiUrl.href + DATA.a };
  });`,
  E: `import { type AnyCell, cellFromUrl, CHIP_UI, ComparableCell, compileAndRun, dataFile, type DeepDefault, type DID, type FabricBytes, fetchBinary, fetchJson,
  fetchProgram, fetchText, type FrameworkProvided, FS, type JSONValue, llm, llmDialog, OpaqueCell, pattern, type PerAny, ReadonlyCell, SELF, Stream, streamData,
  toCompactDebugString, toSchema, TYPE, valueEqual, Writable, WriteonlyCell } from "commonfabric";
import type { Schema, SchemaWithoutCell } from "commonfabric/schema";
const WORDS = dataFile("words.txt").split("\\n");
const S = { type: "array", items: { type: "string" } } as const; const list: Schema<typeof S> = WORDS; const same: SchemaWithoutCell<typeof S> = list;
interface Input { url: string; any: PerAny<string>; theme: { dark: boolean; size: number } | DeepDefault<{ dark: true }>; me: FrameworkProvided<DID>; bytes?: FabricBytes; json: JSONValue }
export default pattern<Input, { n: number }>(({ url, any, theme, me, [SELF]: self }) => {
  const draft = new Writable.perSession<string>("");
  const handles: AnyCell[] = [new OpaqueCell(1), new ReadonlyCell(1), new WriteonlyCell(1), new ComparableCell(1), new Stream<void>(), draft];
  const program = fetchProgram({ url });
  const ran = compileAndRun<{ a: 1 }, { b: string }>({ files: program.result?.files, main: program.result?.main, input: { a: 1 } });
  const dialog = llmDialog({ messages: [] });
  return { [CHIP_UI]: <b>{ran.result?.b}</b>, [FS]: { type: "text/markdown", content: any }, [TYPE]: "e", n: theme.size,
    text: toCompactDebugString(handles), json: fetchJson<{ a: number }>({ url }).result?.a, plain: fetchText({ url }).result, raw: fetchBinary({ url }).result?.bytes.length,
    cell: cellFromUrl({ url }).cell, schema: toSchema<Input>(), same: valueEqual(same, me), answer: llm({ prompt: "a" }).result, parts: streamData<string>({ url }).partial, add: dialog.addMessage, self };
});`,
  F: `import { type AddIntegrity, type AnyOf, type AuthoredByCurrentUser, type Cfc, type CfcAtom, cfSqlite, type Confidential, type CurrentPrincipal, fetchJsonUnchecked, type Integrity,
  type MaxConfidentiality, pattern, type PolicyOf, type RepresentsCurrentUser, type RequiresIntegrity, sqliteDatabase, type SqliteDb, sqliteQuery, type TrustedActionUiContract,
  type TrustedActionWrite, type TrustedActionWriteWithIntegrity, uiVariant, UI, unless, when, Writable, type WriteAuthorizedBy } from "commonfabric";
import { CFC_CONCEPT_KIND, cfcAtom, cfcPattern, exchangeRule, exchangeRules, THIS_POLICY, v } from "commonfabric/cfc";
const NOTES = cfSqlite.table({ id: cfSqlite.text(), owner: cfSqlite.text() }, (row) => cfSqlite.authoredBy(row.owner));
export const RULES = exchangeRules([exchangeRule({ from: cfcAtom.user!({ subject: v("s") }), to: cfcPattern.role!(v("r")), of: THIS_POLICY, kind: CFC_CONCEPT_KIND })]);
function save() {}
interface Input {
  secret: Confidential<string, ["secret"]>; known: Integrity<string, ["known"]>; more: AddIntegrity<string, ["more"]>; needs: RequiresIntegrity<string, ["x"]>; most: MaxConfidentiality<string, ["y"]>;
  own: WriteAuthorizedBy<string, typeof save>; mine: RepresentsCurrentUser<string>; by: AuthoredByCurrentUser<string>; any: Cfc<string, { policy: PolicyOf<AnyOf<[CurrentPrincipal]>> }>;
  act: TrustedActionWrite<string, typeof save, "save", "row">; strict: TrustedActionWriteWithIntegrity<string, typeof save, "save", "row", ["z"]>; ui: TrustedActionUiContract<"a", "b">; atom: CfcAtom;
}
export default pattern<Input, { db: SqliteDb; a: string }>(({ secret, known, own }) => {
  const user = new Writable.perUser(1); const space = new Writable.perSpace(2);
  const db = sqliteDatabase({ notes: NOTES }); const rows = sqliteQuery<{ id: string }>({ db, sql: "SELECT * FROM notes" });
  return { [UI]: <div>{when(user, <b>{space}</b>)}{unless(rows.pending, "none")}{uiVariant(rows, "chip")}</div>, db, a: secret.trim() + known + own,
    any: fetchJsonUnchecked({ url: "" }).result.x };
});`,
};

const isImportable = ({ category, name }: { category: string; name: string }) =>
  category !== "type" && category !== "internal" && !name.includes(".");

for (const [tier, text] of Object.entries(PROGRAMS) as [Tier, string][]) {
  Deno.test(`a program of tier ${tier} uses every value of its tier and checks`, () => {
    const values = REGISTRY.filter((spec) => spec.tier === tier && isImportable(spec));
    const missing = values.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text));
    assert.deepEqual(sortedUtf8(missing.map(({ name }) => name)), []);
    assert.deepEqual(typeErrors(text), []);
  });
}
