/** Operations on the list, object or number at a cell. Intent operations merge under concurrency. */
import { NotAnArrayError, NotAnObjectError } from "../transactions/errors.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { isMutableLeaf } from "../values/leaves.ts";
import { UnstorableValueError } from "../values/errors.ts";
import { eachMember, judgeObject } from "../values/judge.ts";
import { positionsOf } from "./compare.ts";
import { placeAt } from "./handle-state.ts";
import type { HandleState } from "./host.ts";
import { makeReader } from "./reading.ts";
import {
  applyAt,
  convertElements,
  convertFor,
  convertPlain,
  openTarget,
  warnOfHidden,
  withTransaction,
  type WriteTarget,
} from "./writing.ts";

/** Appends; intent. @throws {NotAnArrayError} */
export function pushTo(state: HandleState, values: readonly unknown[]): void {
  withTransaction(state, (tx) => {
    const target = openFilled(state, tx);
    requireList(target, "push");
    const elements = convertElements(state, target, values);
    warnOfHidden(state, target, elements);
    applyAt(target, { kind: "push", values: elements });
  });
}

/** Appends what is not there; objects compare by link. Intent. @throws {NotAnArrayError} */
export function addUniqueTo(state: HandleState, values: readonly unknown[]): void {
  withTransaction(state, (tx) => {
    const target = openFilled(state, tx);
    requireList(target, "addUnique");
    const elements = convertElements(state, target, values);
    warnOfHidden(state, target, elements);
    applyAt(target, { kind: "addUnique", values: elements });
  });
}

/** Adds to a number; intent. @throws {NotANumberError} */
export function incrementBy(state: HandleState, by: unknown): void {
  if (typeof by !== "number") throw new UnstorableValueError([], "no number to increment by");
  withTransaction(
    state,
    (tx) => applyAt(openFilled(state, tx), { kind: "increment", by }),
  );
}

/** Removes the first element that equals `value`; intent. @throws {NotAnArrayError} */
export function removeValueFrom(state: HandleState, value: unknown): void {
  withTransaction(state, (tx) => {
    const target = openTarget(state, tx, "contents");
    const node = convertPlain(state, target.address, value);
    applyAt(target, { kind: "removeByValue", value: node });
  });
}

/** Removes the first element that is `ref`, or all. @throws {NotAnArrayError} */
export function removeFrom(state: HandleState, ref: unknown, which: "first" | "all"): void {
  withTransaction(state, (tx) => {
    const target = openTarget(state, tx, "contents");
    requireList(target, which === "first" ? "remove" : "removeAll");
    if (target.node === undefined) return;
    const elements = target.node as readonly unknown[];
    const reader = makeReader(state.host, tx, true);
    reader.log({ address: target.address, depth: "deep", part: "value" });
    const found = positionsOf(reader, { address: target.address, elements }, ref);
    if (found.size === 0) return;
    const first = found.values().next().value;
    const value = Object.freeze(
      elements.filter((_element, index) => which === "first" ? index !== first : !found.has(index)),
    );
    applyAt(target, { kind: "write", value }, { isRemoval: true });
  });
}

/** Sets members one by one; `undefined` removes one. @throws {NotAnObjectError} */
export function updateMembers(state: HandleState, partial: unknown): void {
  if (typeof partial !== "object" || partial === null || judgeObject(partial, []) !== "record") {
    throw new NotAnObjectError();
  }
  withTransaction(state, (tx) => {
    const target = openFilled(state, tx);
    if (target.node === undefined) applyAt(target, { kind: "write", value: Object.freeze({}) });
    else if (!isRecord(target.node)) throw new NotAnObjectError();
    eachMember(partial, [], (key, member) => setMember(state, tx, target, [key, member]));
  });
}

/** The contents of a cell that changes them: what it reads as by default is written first. */
function openFilled(state: HandleState, tx: RunnerTransaction): WriteTarget {
  const target = openTarget(state, tx, "contents");
  const { default: value } = state.schema.schema;
  if (target.node !== undefined || value === undefined) return target;
  applyAt(target, { kind: "write", value: convertFor(state, target, value) });
  return openTarget(state, tx, "contents");
}

function setMember(
  state: HandleState,
  tx: RunnerTransaction,
  container: WriteTarget,
  [key, member]: readonly [string, unknown],
): void {
  const address = { ...container.address, path: [...container.address.path, key] };
  const { host } = state;
  const schema = state.schema.step(key);
  const target = openTarget({ ...state, schema, place: placeAt(address) }, tx, "place");
  const node = convertFor(state, target, member);
  if (state.schema.required.has(key)) warnOfHidden({ host, schema }, target, node);
  applyAt(target, { kind: "write", value: node });
}

function requireList(target: WriteTarget, operation: string): void {
  if (target.node !== undefined && !Array.isArray(target.node)) {
    throw new NotAnArrayError(operation);
  }
}

function isRecord(node: unknown): boolean {
  return typeof node === "object" && node !== null && !Array.isArray(node) && !isMutableLeaf(node);
}
