/** Bodies of any size in the form that the compiler emits: lifts, schemas, functions, exports. */

const HEAD = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const commonfabric_1 = require("commonfabric");
`;

/** A body of at least `bytes` bytes. Bodies of unlike editions share no statement. */
export function emittedBody(bytes: number, edition: number): string {
  const parts = [HEAD];
  for (let size = HEAD.length, unit = 0; size < bytes; unit++) {
    const part = statements(`${edition}_${unit}`, edition + unit);
    parts.push(part);
    size += part.length;
  }
  return parts.join("");
}

function statements(name: string, number: number): string {
  return `const __cfLift_${number} = (0, commonfabric_1.lift)(({ items, budget }) => {
    let total = 0;
    for (const item of items) {
        if (item.done && item.price > ${number})
            continue;
        total += item.price * (1 + item.tax / 100);
    }
    return total > budget ? \`over by \${total - budget}\` : "fine";
}, __cfHelpers.schema({ type: "object", properties: { items: { type: "array", items: { type: "object", properties: { price: { type: "number" }, done: { type: "boolean" } }, required: ["price", "done"] } }, budget: { type: "number", default: 20 } }, required: ["items", "budget"] }), __cfHelpers.schema({ type: "string" }));
exports.rate_${name} = ${number} * 60 + 4;
function helper_${name}(values, options) {
    const found = values.map((value) => value + ${number}).filter(Boolean);
    return found.length === 0 ? undefined : { found, key: options.name ?? "none" };
}
exports.helper_${name} = helper_${name};
`;
}

const HEAD_STATEMENTS = 3;
const UNIT_STATEMENTS = 4;

/** How many units an emitted body of so many top-level statements has: one lift, two exports each. */
export function emittedUnits(topLevelStatements: number): number {
  return (topLevelStatements - HEAD_STATEMENTS) / UNIT_STATEMENTS;
}
