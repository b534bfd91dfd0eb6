/** Runtime errors as the document of `cf run` shows them, and as one line for people. */
import { type RuntimeError, SettleTimeoutError } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";

export interface RuntimeErrorShape {
  readonly message: string;
  readonly name: string;
  readonly kind: RuntimeError["kind"];
  /** Address, or `null`. */
  readonly piece: string | null;
  readonly action: string | null;
  /** `/main.tsx:12:4`, authored, or `null`. */
  readonly source: string | null;
  readonly stack: readonly string[];
}

export function runtimeErrorShape(error: RuntimeError): RuntimeErrorShape {
  return {
    message: error.message,
    name: error.name,
    kind: error.kind,
    piece: error.piece === undefined ? null : formatAddress(error.piece),
    action: error.action ?? null,
    source: error.source ?? null,
    stack: error.stack,
  };
}

/** An error of the command's own part in a run. */
export function commandErrorShape(
  kind: RuntimeError["kind"],
  error: { readonly name: string; readonly message: string },
): RuntimeErrorShape {
  const { name, message } = error;
  const source = error instanceof SettleTimeoutError ? error.source ?? null : null;
  return { message, name, kind, piece: null, action: null, source, stack: [] };
}

/** `/main.tsx:12:4: handler error: TypeError: ...`. */
export function runtimeErrorLine({ source, kind, name, message }: RuntimeErrorShape): string {
  const what = message === "" ? name : `${name}: ${message}`;
  return `${source === null ? "" : `${source}: `}${kind} error: ${what}`;
}
