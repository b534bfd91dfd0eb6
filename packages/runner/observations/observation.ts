/**
 * What an action read and wrote in its last run, in stored form. It holds addresses and digests, no
 * values; a row that is lost or damaged costs a run, never a wrong result.
 */
import { type EntryRef, isModuleIdentity } from "@commonfabric/module-identity";
import type { DocKey, Observation as Row, Seq, SpaceId } from "@commonfabric/storage";
import { isPointerSymbol } from "../engine/provenance.ts";
import { isLink, linkProblem } from "../links/sigil.ts";
import type { Link, ReadDepth } from "../types.ts";

export type ObservationKind = "computation" | "list" | "builtin";

/** Where the code of an action came from, for telemetry. Texts are empty where it is unknown. */
export interface ObservedSource {
  readonly path: string;
  readonly digest: string;
  /** Hash of the sorted (path, digest) pairs of the closure. */
  readonly closure: string;
}

export interface ObservedPlace {
  readonly space: SpaceId;
  readonly key: DocKey;
  readonly path: readonly string[];
  /** Of the canonical value there, links as links. */
  readonly digest: string;
}

export interface ObservedRead extends ObservedPlace {
  readonly depth: ReadDepth;
  /** What was read of a document beside its value: what a piece is, or the integrity of a place. */
  readonly part?: "meta" | "labels";
  /** 0 for an absent document; -1 where only the digest counts. */
  readonly seq: Seq;
}

export interface ObservedOutput extends ObservedPlace {
  readonly seq: Seq | "this commit";
}

/** A pattern that the action applied: an instance, or the operation of a list. */
export interface ObservedChild {
  readonly slot: string;
  readonly ref: EntryRef;
  readonly result: Link;
}

/** Whether the child is the operation of a list that running code applied. */
export function isListSlot({ slot }: ObservedChild): boolean {
  return slot.startsWith("list:");
}

/** The slot of a pattern that was compiled as data: its code is not part of the code around it. */
export const PROGRAM_SLOT = "program";

/** One row. A type and not an interface: stores take it as a record. */
export type Observation = {
  readonly v: 1;
  readonly piece: DocKey;
  readonly action: string;
  readonly kind: ObservationKind;
  readonly impl: string;
  readonly host: string;
  readonly sched: string;
  readonly source: ObservedSource;
  /** The first one is what is bound to the action itself: constants, patterns, schemas. */
  readonly reads: readonly ObservedRead[];
  readonly outputs: readonly ObservedOutput[];
  readonly children: readonly ObservedChild[];
  readonly status: "ok" | "error";
};

/** `row` if everything in it has the right form. */
export function asObservation(row: Row): Observation | undefined {
  const { v, piece, action, kind, impl, host, sched, source, reads, outputs, children, status } =
    row as Partial<Record<keyof Observation, unknown>>;
  const isWellFormed = v === 1 && isKey(piece) &&
    [action, impl, host, sched].every(isText) &&
    (kind === "computation" || kind === "list" || kind === "builtin") &&
    (status === "ok" || status === "error") && isSource(source) &&
    isListOf(reads, isRead) && isListOf(outputs, isOutput) && isListOf(children, isChild);
  return isWellFormed ? row as unknown as Observation : undefined;
}

function isSource(value: unknown): boolean {
  return isRecord(value) && [value["path"], value["digest"], value["closure"]].every(isText);
}

function isPlace(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isText(value["space"]) && isKey(value["key"]) &&
    isListOf(value["path"], isText) && isText(value["digest"]);
}

function isRead(value: unknown): boolean {
  return isPlace(value) && isSeq(value["seq"]) &&
    (value["depth"] === "deep" || value["depth"] === "shallow") &&
    (value["part"] === undefined || value["part"] === "meta" || value["part"] === "labels");
}

function isOutput(value: unknown): boolean {
  return isPlace(value) && (value["seq"] === "this commit" || isSeq(value["seq"]));
}

function isChild(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["slot"]) || !isLink(value["result"])) return false;
  const { id, space } = value["result"]["/"]["link@1"];
  return isRef(value["ref"]) && id !== undefined && space !== undefined &&
    linkProblem(value["result"]) === undefined;
}

function isRef(value: unknown): boolean {
  return isRecord(value) && isModuleIdentity(value["identity"]) &&
    typeof value["symbol"] === "string" && isPointerSymbol(value["symbol"]);
}

function isKey(value: unknown): boolean {
  return isRecord(value) && isText(value["id"]) && isText(value["scopeKey"]);
}

function isSeq(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
