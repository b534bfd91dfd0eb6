/**
 * The bytes of an observation row: JSON. A row is text and small numbers only, it is hashed by
 * nobody, and one is written for every run, so that the platform's own codec pays.
 */
import { decodeUtf8, encodeUtf8 } from "@commonfabric/canonical";
import type { Observation } from "./types.ts";

/** The row of `observation`. @throws {IllFormedTextError} for text with a lone surrogate */
export function encodeObservation(observation: Observation): Uint8Array {
  return encodeUtf8(JSON.stringify(observation));
}

/** The observation of a row; `undefined` for bytes that are none: a lost row costs a run. */
export function decodeObservation(bytes: Uint8Array): Observation | undefined {
  try {
    const observation: unknown = JSON.parse(decodeUtf8(bytes));
    const isRecord = typeof observation === "object" && observation !== null;
    return isRecord ? observation as Observation : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
