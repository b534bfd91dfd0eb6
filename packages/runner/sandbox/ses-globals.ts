/**
 * The four globals of ses under types of ours, read at the time of use: `repairIntrinsics` and
 * `Compartment` exist after the import, the others only once the realm is locked down.
 */
import "ses";

/** What ses calls a virtual module source: surface and body phase of one module. */
export interface SesModuleSource {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  execute(moduleExports: Record<string, unknown>, compartment: Compartment): void;
}

/** Where a module that another compartment already holds is found. */
export interface SesModuleLink {
  readonly namespace: string;
  readonly compartment: Compartment;
}

/** The part of a ses compartment that the sandbox uses. */
export interface Compartment {
  readonly globalThis: Record<PropertyKey, unknown>;
  evaluate(text: string): unknown;
  importNow(specifier: string): object;
}

export interface CompartmentOptions {
  readonly __options__: true;
  readonly name: string;
  readonly resolveHook?: (specifier: string, referrer: string) => string;
  readonly importNowHook?: (key: string) => SesModuleSource | SesModuleLink | undefined;
  readonly noAggregateLoadErrors?: boolean;
}

export interface SesGlobals {
  readonly repairIntrinsics: (options: Record<string, unknown>) => void;
  hardenIntrinsics?: () => void;
  readonly Compartment: new (options: CompartmentOptions) => Compartment;
  readonly harden: <T>(value: T) => T;
  readonly getStackString: (error: Error) => string;
}

/** The start realm's global, seen as the holder of what ses defines. */
export function sesGlobals(): SesGlobals {
  return globalThis as unknown as SesGlobals;
}
