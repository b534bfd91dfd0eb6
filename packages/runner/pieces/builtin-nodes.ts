/** Operators without authored code, lists excepted: conditionals and text templates. */
import type { BuiltinModule, GraphNode, OperatorName } from "../builders/graph.ts";
import { isLink, makeLink } from "../links/sigil.ts";
import { observedNode } from "../observations/observed-node.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { builtinName, instanceKey } from "./action-identity.ts";
import { boundAddresses, storedBinding } from "./bindings.ts";
import { navigateAfter } from "./navigation.ts";
import { openOutput } from "./output-scope.ts";
import { landedAt, readerOf } from "./read-binding.ts";
import { computationSpec } from "./run-transaction.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

type Members = Readonly<Record<string, unknown>>;

/** What an operator does with its stored inputs. */
interface Operator {
  /** Names of the inputs that it reads; it passes the others on as links. */
  readonly reads: readonly string[];
  readonly output: (inputs: OperatorInputs) => unknown;
}

interface OperatorInputs {
  readonly stored: Members;
  /** Whether the condition is truthy; nothing below it is read. */
  readonly isTrue: () => boolean;
  /** The condition as output: a link, or the default where nothing is stored. */
  readonly condition: () => unknown;
  readonly textOf: (value: unknown) => string;
  readonly navigate: (target: unknown) => boolean;
}

const OPERATORS: Readonly<Record<OperatorName | "navigateTo", Operator>> = {
  ifElse: {
    reads: ["condition"],
    output: ({ isTrue, stored }) => isTrue() ? stored.then : stored.else,
  },
  when: {
    reads: ["condition"],
    output: ({ isTrue, stored, condition }) => isTrue() ? stored.value : condition(),
  },
  unless: {
    reads: ["condition"],
    output: ({ isTrue, stored, condition }) => isTrue() ? condition() : stored.value,
  },
  str: {
    reads: ["values"],
    output: ({ stored, textOf }) => {
      const texts = stored.strings as readonly string[];
      const parts = stored.values as readonly unknown[];
      return texts.map((text, at) => at < parts.length ? `${text}${textOf(parts[at])}` : text)
        .join("");
    },
  },
  navigateTo: {
    reads: [],
    output: ({ stored, navigate }) => navigate(stored.target),
  },
};

/** The computation of one operator. */
export function operatorNode(
  core: RuntimeCore,
  piece: RunningPiece,
  graphNode: GraphNode,
  module: BuiltinModule,
): ComputationSpec {
  const name = module.name as keyof typeof OPERATORS;
  const operator = OPERATORS[name];
  const output = piece.addresses.of(graphNode.outputs);
  const stored =
    (storedBinding(graphNode.inputs, piece.addresses, () => undefined, "output") ?? {}) as Members;
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
      observed: observedNode(core.setup, "builtin", graphNode, output),
      prepare: (tx) => plainLink(operator.output(inputsOf(core, tx, piece, stored))),
      execute: (tx, value) => writeStored(tx, openOutput(tx, output), value),
    },
    declaredReads,
    name !== "str" && name !== "navigateTo",
  );
}

function inputsOf(
  core: RuntimeCore,
  tx: RunnerTransaction,
  piece: RunningPiece,
  stored: Members,
): OperatorInputs {
  const near = piece.link;
  const reader = readerOf(core, tx);
  return {
    stored,
    isTrue: () => Boolean(landedAt(reader, stored.condition, near).node),
    condition: () => {
      const { isStored, node } = landedAt(reader, stored.condition, near);
      return isStored || node === undefined ? stored.condition : node;
    },
    // Native template conversion; data never carries conversions of its own.
    textOf: (value) => {
      const { address, isStored, node } = landedAt(reader, value, near);
      const data = { address: near, node: isStored ? makeLink(address) : node };
      return `${core.cells.project(tx, data, true) as string}`;
    },
    navigate: (target) => {
      const { address } = landedAt(reader, target, near);
      return navigateAfter(core, tx, address, { kind: "action", piece });
    },
  };
}

/** Replaces the output with a stored tree; an equal one causes nothing. */
export function writeStored(tx: RunnerTransaction, output: Address, value: unknown): void {
  tx.apply(output, { part: "value", path: output.path, kind: "write", value });
}

/** The output is a link that a write replaces, not one that a write passes through. */
function plainLink(value: unknown): unknown {
  if (!isLink(value)) return value;
  const { overwrite: _overwrite, ...fields } = value["/"]["link@1"];
  return Object.freeze({ "/": Object.freeze({ "link@1": Object.freeze(fields) }) });
}

/** An ordinary link to `address`, for outputs in `from`. */
export function outputLink(address: Address, from: Address): unknown {
  return makeLink(address, { from: from.space });
}
