/** A host whose guest rejects promises that nobody waits for, with values that have hooks. */
import { makeSandboxGlobals, prepareCompartment } from "../../sandbox/compartment.ts";
import { evaluateInCompartment } from "../../sandbox/evaluate-in-compartment.ts";

const REASONS = `(say) => {
  const hook = (name) => ({ value: (...given) => { say(name + " with " + given.length); return name; } });
  const reason = () => Object.defineProperties({ shown: 1 }, {
    [Symbol.for("Deno.customInspect")]: hook("Deno.customInspect"),
    [Symbol.for("Deno.privateCustomInspect")]: hook("Deno.privateCustomInspect"),
    [Symbol.for("nodejs.util.inspect.custom")]: hook("inspect.custom"),
    toString: hook("toString"),
    message: { get: () => say("message") },
  });
  const error = Object.defineProperties(new TypeError("of the guest"), {
    [Symbol.for("Deno.customInspect")]: hook("Deno.customInspect of an error"),
    name: { get: () => say("name") },
    stack: { get: () => say("stack") },
    cause: { get: () => say("cause"), enumerable: true },
  });
  Promise.reject(reason());
  Promise.reject(error);
  (async () => { throw [reason()]; })();
}`;

const compartment = prepareCompartment(makeSandboxGlobals(), { name: "rejecting" });
const start = evaluateInCompartment(compartment, `(${REASONS})`) as (
  say: (name: string) => void,
) => void;
start((name) => console.log(name));
