/** The recording bodies of assertions. */
import { expectPattern, inPattern, lifted } from "./in-pattern.ts";
import { captures } from "./rewriting-program.ts";

Deno.test("assert records its operands in order, and the outcome with the condition's text", () => {
  const call = "assert(() => state.list.length === 2)";
  const result = inPattern(`return ${call};`, (facts) => {
    facts.lower(
      facts.find(call),
      lifted(facts.find("() => state.list.length === 2"), captures({ state: "state" }), {
        assertion: {
          operands: [facts.find("state.list.length"), facts.find("2")],
          condition: facts.find("state.list.length === 2"),
        },
      }),
    );
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ state }) => {`,
      `    const parts = [];`,
      `    return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts, "state.list.length", state.list.length) === ` +
      `__cfHelpers.assertCapture(parts, "2", 2), "state.list.length === 2", parts);`,
      `}, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1({ state: state });`,
  );
});

Deno.test("every return of an assertion is recorded, with a free name for the parts", () => {
  const fn = `() => {
    const parts = state.list;
    if (!parts) return false;
    return parts.includes(state.x);
  }`;
  const result = inPattern(`return assert(${fn});`, (facts) => {
    facts.lower(
      facts.find(`assert(${fn})`),
      lifted(facts.find(fn), captures({ state: "state" }), {
        assertion: {
          operands: [facts.find("false")],
          condition: facts.find("false"),
          further: [{
            operands: [facts.find("parts", 2), facts.find("state.x")],
            condition: facts.find("parts.includes(state.x)"),
          }],
        },
      }),
    );
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ state }) => {`,
      `    const parts_1 = [];`,
      `    const parts = state.list;`,
      `    if (!parts)`,
      `        return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts_1, "false", false), "false", parts_1);`,
      `    return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts_1, "parts", parts)` +
      `.includes(__cfHelpers.assertCapture(parts_1, "state.x", state.x)), "parts.includes(state.x)", parts_1);`,
      `}, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1({ state: state });`,
  );
});
