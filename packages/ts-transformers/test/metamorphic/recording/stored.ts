/** What is kept when a value is written, returned or bound: links instead of copies of what was read. */
import { handleReferences } from "./handles.ts";
import { reactiveReference } from "./reactive.ts";
import { isRecord, Reference, StreamTarget, type World } from "./world.ts";
import { origins } from "./view.ts";

/** Where a written value goes to; what lies inside it is copied, never linked. */
export interface Region {
  readonly location: { readonly id: number };
  readonly path: readonly string[];
}

interface Storing {
  readonly world: World;
  readonly region: Region | undefined;
  /** Plain objects that become list elements get a place of their own. */
  readonly separatesElements: boolean;
  /** What was read, and handles, become links; for a binding they pass writes on. */
  readonly makesLinks: boolean;
}

/** A value that a handler, a cell factory or an input brings in. */
export function stored(world: World, value: unknown, region?: Region): unknown {
  return keep(value, { world, region, separatesElements: true, makesLinks: true }, 0);
}

/** A value that a computation returns. */
export function linked(world: World, value: unknown): unknown {
  return keep(value, { world, region: undefined, separatesElements: false, makesLinks: true }, 0);
}

/** What a builder is applied to. */
export function bound(world: World, value: unknown): unknown {
  return keep(value, { world, region: undefined, separatesElements: false, makesLinks: false }, 0);
}

function keep(value: unknown, storing: Storing, depth: number): unknown {
  if (depth > 64) throw new TypeError("Cannot store a cyclic value");
  const known = value === null ? undefined : linkOf(value, storing);
  if (known !== undefined) {
    if (storing.region === undefined || !isInside(storing.world, known, storing.region)) {
      return known;
    }
    return copied(storing.world, known);
  }
  if (typeof value === "function" || typeof value === "symbol") {
    if (isFactory(value)) return value;
    throw new TypeError(`A ${typeof value} cannot be stored`);
  }
  if (Array.isArray(value)) return value.map((one) => element(one, storing, depth));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, keep(value[key], storing, depth + 1)]),
  );
}

function element(value: unknown, storing: Storing, depth: number): unknown {
  const kept = keep(value, storing, depth + 1);
  if (!storing.separatesElements || !isRecord(kept)) return kept;
  return new Reference(storing.world.box(kept), [], undefined, true);
}

function isFactory(value: unknown): boolean {
  return typeof value === "function" && "resultSchema" in value;
}

/** References of the body are redirects; what was read, and handles, are links. */
function linkOf(value: unknown, { makesLinks }: Storing): Reference | StreamTarget | undefined {
  if (typeof value !== "object" && typeof value !== "function") return undefined;
  if (value instanceof Reference || value instanceof StreamTarget) return value;
  const reactive = reactiveReference(value);
  if (reactive !== undefined) return reactive;
  const read = origins.get(value as object) ?? handleReferences.get(value as object);
  return makesLinks ? read?.asLink() : read;
}

function isInside(world: World, link: Reference | StreamTarget, region: Region): boolean {
  if (link instanceof StreamTarget) return false;
  const { location, path } = world.target(link);
  return location.id === region.location.id &&
    region.path.every((segment, index) => path[index] === segment);
}

/** The stored content, as it is: links in it stay links. */
function copied(world: World, link: Reference | StreamTarget): unknown {
  return link instanceof StreamTarget ? link : world.target(link).value;
}
