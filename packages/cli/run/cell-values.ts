/** Values that cells give, as JSON: handles become addresses. */
import { addressOf, type Cell } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import { valueToJson } from "../output/value-json.ts";

/** Deeper than any value that a document can hold. */
export const WHOLE_DEPTH = 10_000;

/** What a cell holds as JSON data. */
export function cellValueToJson(value: unknown, cell: Cell, depth?: number): unknown {
  return valueToJson(value, {
    handle: handleInfo,
    address: formatAddress(cell.getAsNormalizedFullLink()),
    ...(depth === undefined ? {} : { depth }),
  });
}

/**
 * Whether `value` stands for data that its schema, `unknown`, does not show. Data that is shown are
 * ordinary objects.
 */
export function isOpaque(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

/** Pattern data has no functions, so an object with this method is a handle. */
function handleInfo(value: object): { kind: "cell" | "stream"; address: string } | undefined {
  if (isOpaque(value)) {
    const address = addressOf(value);
    return address && { kind: "cell", address: formatAddress(address) };
  }
  const cell = value as Partial<Cell>;
  if (typeof cell.getAsNormalizedFullLink !== "function") return undefined;
  const link = cell.getAsNormalizedFullLink();
  return { kind: isStream(cell as Cell) ? "stream" : "cell", address: formatAddress(link) };
}

/** Whether events can be sent to what `cell` leads to. Its documents must be resident. */
export function isStream(cell: Cell): boolean {
  const raw = cell.resolveAsCell().getRaw();
  return typeof raw === "object" && raw !== null && Object.hasOwn(raw, "$stream") &&
    (raw as { $stream?: unknown }).$stream === true;
}
