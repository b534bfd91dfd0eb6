/** Tables of a database as plain data, and a database in a host that has none. */
import { pendingAnswer } from "../builtins/answers.ts";
import { constantCall } from "../builtins/call-form.ts";
import type { BuilderHost } from "./builder-host.ts";
import { runningAction } from "./builder-host.ts";
import { HostCallError } from "./errors.ts";
import { recordReference, referenceState } from "./reference-state.ts";
import { unavailableMessage } from "./errors.ts";

type Rule = (row: Readonly<Record<string, unknown>>) => unknown;

/** Terms of a rule: each names itself and keeps its operands. */
const TERMS = ["all", "any", "principal", "match", "whenMatches", "authoredBy", "dbOwner"] as const;
const COLUMNS = ["text", "cfLink"] as const;

/** `cfSqlite` and `sqliteDatabase`. */
export function makeSqliteDeclarations(
  host: Pick<BuilderHost, "freezePlainData">,
): Record<string, unknown> {
  const term = (name: string) =>
    [
      name,
      Object.freeze((...operands: unknown[]) => host.freezePlainData({ [name]: operands })),
    ] as const;
  const column = (type: string) =>
    [
      type,
      Object.freeze((...options: unknown[]) => host.freezePlainData({ type, options })),
    ] as const;
  const table = (columns: unknown, rule?: unknown): unknown => {
    const frozen = host.freezePlainData(columns);
    if (typeof frozen !== "object" || frozen === null) {
      throw new TypeError("cfSqlite.table() expects a record of columns");
    }
    return host.freezePlainData({ columns: frozen, ...ruleOf(Object.keys(frozen), rule) });
  };
  return {
    cfSqlite: Object.freeze({
      table: Object.freeze(table),
      ...Object.fromEntries([...COLUMNS.map(column), ...TERMS.map(term)]),
    }),
    sqliteDatabase: () => inertDatabase(),
  };
}

/** The rule runs once, now, on the columns as terms. */
function ruleOf(columns: readonly string[], rule: unknown): object {
  if (rule === undefined) return {};
  if (typeof rule !== "function") {
    throw new TypeError("cfSqlite.table() expects a function as its rule");
  }
  const row = columns.map((column) => [column, Object.freeze({ column })] as const);
  return { rule: (rule as Rule)(Object.freeze(Object.fromEntries(row))) };
}

/** The reference of a database: queries give the answer of the missing host, as data. */
function inertDatabase(): unknown {
  const error = Object.freeze({ message: unavailableMessage("sqliteDatabase") });
  const database = constantCall("sqliteDatabase", Object.freeze({ error }))() as object;
  const query = constantCall("sqliteQuery", pendingAnswer(unavailableMessage("sqliteQuery")));
  const exec = (): never => {
    throw new HostCallError("sqliteDatabase");
  };
  if (runningAction() !== undefined) {
    return Object.freeze({ ...database, query: Object.freeze(query), exec: Object.freeze(exec) });
  }
  const named = (...parameters: unknown[]): object => {
    (database as { for(...parameters: unknown[]): unknown }).for(...parameters);
    return withMembers;
  };
  const members: Readonly<Record<string, unknown>> = { query, exec, for: named };
  Object.values(members).forEach(Object.freeze);
  const withMembers = new Proxy(Object.freeze(Object.create(null)) as object, {
    get: (_target, key) =>
      typeof key === "string" && Object.hasOwn(members, key)
        ? members[key]
        : Reflect.get(database, key),
    has: (_target, key) => Reflect.has(database, key),
    ownKeys: () => Reflect.ownKeys(database),
  });
  recordReference(withMembers, referenceState(database)!);
  return withMembers;
}
