/**
 * Schemas while they are made. A fragment is a schema whose references name definitions by number;
 * `document.ts` gives them their names, which depend on the whole document.
 */
import type ts from "typescript";
import type { AsCellEntry } from "@commonfabric/api";
import type { SchemaProblemCode } from "./request.ts";

/** A schema with `$ref: "def:<number>"`, or a reference to a schema that the runtime supplies. */
export type Fragment = boolean | FragmentObject;

export interface FragmentObject {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Fragment>>;
  readonly required?: readonly string[];
  readonly items?: Fragment;
  readonly additionalProperties?: Fragment;
  readonly anyOf?: readonly Fragment[];
  readonly enum?: readonly EnumValue[];
  readonly default?: unknown;
  readonly asCell?: readonly AsCellEntry[];
  readonly scope?: Scope;
  readonly not?: true;
  readonly ifc?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly deprecated?: boolean;
  readonly $comment?: string;
}

export type EnumValue = string | number | boolean | null;
export type Scope = "space" | "user" | "session" | "any";

/** A problem before the file of the request is known. */
export interface FoundProblem {
  readonly code: SchemaProblemCode;
  /** Declaration of the member that has the problem, if there is one. */
  readonly declaration: ts.Node | undefined;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A type that documents refer to: a named one, or one that contains itself. */
export interface Definition {
  readonly id: number;
  readonly type: ts.Type;
  /** `undefined`: anonymous. */
  readonly name: string | undefined;
  /** `undefined` while it is being made. */
  fragment: Fragment | undefined;
  readonly problems: FoundProblem[];
}

const PREFIX = "def:";

export function referenceTo(definition: Definition): FragmentObject {
  return { $ref: `${PREFIX}${definition.id}` };
}

/** The number of the definition that `ref` names, or `undefined` for a schema of the runtime. */
export function definitionId(ref: string): number | undefined {
  return ref.startsWith(PREFIX) ? Number(ref.slice(PREFIX.length)) : undefined;
}

/** `fragment` as an object that keywords can be added to. */
export function asObject(fragment: Fragment): FragmentObject {
  if (fragment === true) return {};
  return fragment === false ? { not: true } : fragment;
}

/** Equal as JSON, references by definition. */
export function sameFragment(a: Fragment, b: Fragment): boolean {
  return a === b || sortedJson(a) === sortedJson(b);
}

/** JSON text with sorted keys. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    const entries = Object.entries(member);
    return Object.fromEntries(entries.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
  }) ?? "undefined";
}
