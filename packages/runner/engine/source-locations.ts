/**
 * Authored positions of implementations, for display only: neither fingerprint nor trust depends
 * on them. `fn.src` is a getter that every hardened function has; its data is registered here when
 * a component has been evaluated, and parsed when somebody asks.
 */
import type { Sites, SourceSite } from "@commonfabric/contract";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Callable } from "./provenance.ts";

/** `line` 1-based, `column` 0-based. */
export interface SourceLocation {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Gives the sites of a module when they are needed, or `undefined` without a valid sidecar. */
export type SitesProvider = () => Sites | undefined;

interface Registered {
  readonly identity: string;
  readonly path: string;
  readonly symbol: string;
  readonly sites: SitesProvider;
}

const locations = new WeakMap<Callable, Registered>();

/** Remembers where to look up the position of `implementation`. The first registration stays. */
export function registerSourceLocation(
  implementation: Callable,
  ref: EntryRef,
  path: string,
  sites: SitesProvider,
): void {
  if (locations.has(implementation)) return;
  locations.set(implementation, { ...ref, path, sites });
}

/** `cf:module/<identity><path>:<line>:<column>` of a registered function, or `undefined`. */
export function sourceOf(implementation: Callable): string | undefined {
  const found = locations.get(implementation);
  if (found === undefined) return undefined;
  const location = locate(found.path, found.symbol, found.sites);
  return location && formatLocation(found.identity, location);
}

/** `/main.tsx:12:4` of an authored function, 1-based; `undefined` for any other value. */
export function authoredPosition(implementation: object | undefined): string | undefined {
  const found = locations.get(implementation as Callable);
  const location = found && locate(found.path, found.symbol, found.sites);
  return location && `${location.path}:${location.line}:${location.column + 1}`;
}

/** The position of `symbol` by its module's sites. */
export function locate(
  path: string,
  symbol: string,
  sites: SitesProvider,
): SourceLocation | undefined {
  const known = sites();
  const site: SourceSite | undefined = known !== undefined && Object.hasOwn(known, symbol)
    ? known[symbol]
    : undefined;
  // Sites come from stores too; a malformed one loses its position and nothing else.
  if (!Number.isInteger(site?.line) || !Number.isInteger(site?.col)) return undefined;
  return { path, line: site!.line, column: site!.col };
}

function formatLocation(identity: string, { path, line, column }: SourceLocation): string {
  return `cf:module/${identity}${path}:${line}:${column}`;
}

/** What a text form of a location names: a symbol, or a position. */
export type LocationText =
  | { readonly identity: string; readonly symbol: string }
  | { readonly identity: string; readonly location: SourceLocation };

const SYMBOL_FORM = /^cf:module\/([A-Za-z0-9_-]{43})#(.{1,256})$/s;
const POSITION_FORM =
  /^cf:module\/([A-Za-z0-9_-]{43})(\/[^\n]{0,1023}):([1-9][0-9]{0,8}):([0-9]{1,9})$/;

/** Reads `cf:module/<identity>#<symbol>` and `cf:module/<identity><path>:<l>:<c>`. */
export function parseLocationText(text: string): LocationText | undefined {
  const bySymbol = SYMBOL_FORM.exec(text);
  if (bySymbol !== null) return { identity: bySymbol[1]!, symbol: bySymbol[2]! };
  const byPosition = POSITION_FORM.exec(text);
  if (byPosition === null) return undefined;
  const [, identity, path, line, column] = byPosition as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { identity, location: { path, line: Number(line), column: Number(column) } };
}
