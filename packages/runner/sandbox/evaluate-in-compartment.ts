/**
 * The only place in the workspace that evaluates text or runs a compartment's module. Everything
 * that reaches it passed the verifier, or is text that this package generated.
 */
import type { Compartment } from "./ses-globals.ts";

/** Thrown where the host forbids evaluation. */
export class EvaluationForbiddenError extends Error {
  override readonly name = "EvaluationForbiddenError";
  constructor() {
    super(
      "This page forbids evaluation (Content-Security-Policy); the sandbox cannot run here.",
    );
  }
}

/** The value of `text`, evaluated as a strict program with the compartment's globals only. */
export function evaluateInCompartment(compartment: Compartment, text: string): unknown {
  try {
    return compartment.evaluate(text);
  } catch (error) {
    if (error instanceof EvalError) throw new EvaluationForbiddenError();
    throw error;
  }
}

/** Runs the body phase of the module with record key `key`, once. */
export function importInCompartment(compartment: Compartment, key: string): void {
  compartment.importNow(key);
}
