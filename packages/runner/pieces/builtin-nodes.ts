/** Operators without authored code, lists excepted: conditionals and text templates. */
import type { BuiltinModule, GraphNode } from "../builders/graph.ts";
import { isLink, makeLink } from "../links/sigil.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { builtinName, instanceKey } from "./action-identity.ts";
import { boundAddresses, storedBinding } from "./bindings.ts";
import { computationSpec } from "./run-transaction.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

type Members = Readonly<Record<string, unknown>>;

/** What an operator does with its stored inputs. */
interface Operator {
  /** Names of the inputs whose values it reads; it passes the others on as links. */
  readonly reads: readonly string[];
  readonly output: (values: Members, stored: Members) => unknown;
}

const OPERATORS: Readonly<Record<"ifElse" | "when" | "unless" | "str", Operator>> = {
  ifElse: {
    reads: ["condition"],
    output: ({ condition }, stored) => condition ? stored.then : stored.else,
  },
  when: {
    reads: ["condition"],
    output: ({ condition }, stored) => condition ? stored.value : stored.condition,
  },
  unless: {
    reads: ["condition"],
    output: ({ condition }, stored) => condition ? stored.condition : stored.value,
  },
  str: {
    reads: ["values", "strings"],
    output: ({ values, strings }) => {
      const texts = strings as readonly string[];
      const parts = values as readonly unknown[];
      return texts.map((text, at) => at < parts.length ? `${text}${textOf(parts[at])}` : text)
        .join("");
    },
  },
};

/** The computation of one operator; `undefined` for lists, which `list-node.ts` makes. */
export function operatorNode(
  core: RuntimeCore,
  piece: RunningPiece,
  graphNode: GraphNode,
  module: BuiltinModule,
): ComputationSpec | undefined {
  const { name } = module;
  if (name === "map" || name === "filter" || name === "flatMap") return undefined;
  const operator = OPERATORS[name];
  const output = piece.addresses.of(graphNode.outputs);
  const stored =
    (storedBinding(graphNode.inputs, piece.addresses, () => undefined) ?? {}) as Members;
  const read = graphNode.inputs as Members;
  const declaredReads = operator.reads.flatMap((key) => boundAddresses(read[key], piece.addresses));
  const key = instanceKey(
    core.spaces.sha256,
    piece.link,
    boundAddresses(graphNode.inputs, piece.addresses),
    [output],
  );
  return computationSpec(
    core,
    {
      piece,
      name: builtinName(name, key),
      output,
      prepare: (tx) => valuesOf(core, tx, operator, { address: piece.link, node: stored }),
      execute: (tx, values) =>
        writeStored(tx, output, plainLink(operator.output(values as Members, stored))),
    },
    declaredReads,
    name !== "str",
  );
}

function valuesOf(
  core: RuntimeCore,
  tx: RunnerTransaction,
  operator: Operator,
  inputs: { readonly address: Address; readonly node: unknown },
): Members {
  const properties = Object.fromEntries(operator.reads.map((key) => [key, true as const]));
  return core.cells.project(tx, inputs, { type: "object", properties }) as Members;
}

/** Replaces the output with a stored tree; an equal one causes nothing. */
export function writeStored(tx: RunnerTransaction, output: Address, value: unknown): void {
  tx.apply(output, { part: "value", path: output.path, kind: "write", value });
}

/** The output is a link that a write replaces, not one that a write passes through. */
function plainLink(value: unknown): unknown {
  if (!isLink(value)) return value;
  const { id, space, path } = value["/"]["link@1"];
  return Object.freeze({
    "/": Object.freeze({
      "link@1": Object.freeze({
        ...(id === undefined ? {} : { id }),
        ...(space === undefined ? {} : { space }),
        ...(path === undefined ? {} : { path }),
      }),
    }),
  });
}

/** Native template conversion; data never carries conversions of its own. */
function textOf(value: unknown): string {
  return `${value as string}`;
}

/** An ordinary link to `address`, for outputs in `from`. */
export function outputLink(address: Address, from: Address): unknown {
  return makeLink(address, { from: from.space });
}
