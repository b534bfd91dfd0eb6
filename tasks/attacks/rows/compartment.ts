/** Rows of group 09: the surface of the compartment, time, leaks. */
import { type AttackGroup, row } from "../attack-row.ts";

export const COMPARTMENT: AttackGroup = {
  number: "09",
  name: "compartment",
  rows: [
    row("01", "global-list", "L", ["inert"]),
    row("02", "global-write", "VL", ["reject(verify:free-name)", "throws(TypeError)"]),
    row("03", "clock", "L", ["throws(CapabilityError)"], { starred: true }),
    row("04", "clock-elsewhere", "VL", ["inert", "reject(verify:free-name)"]),
    row("05", "entropy", "VL", ["throws(CapabilityError)", "inert", "reject(verify:free-name)"], {
      starred: true,
    }),
    row("06", "coarse-clock", "L", ["inert"]),
    row("07", "leaked-capability", "L", ["throws(CapabilityError)"]),
    row("08", "locale", "L", ["inert"]),
    row("09", "locale-options", "L", ["throws(TypeError)", "inert"]),
    row("10", "stack-text", "L", ["inert"]),
    row("11", "old-statics", "L", ["inert"]),
    row("12", "order-and-bits", "L", ["inert"]),
    row("13", "proto-lane", "L", ["inert"]),
    row("14", "freeze-order", "L", ["inert", "throws(SandboxSetupError)"]),
    row("15", "second-lockdown", "L", ["inert", "throws(LockdownError)"]),
    row("16", "console-hooks", "L", ["inert"]),
    row("17", "page-policy", "L", ["throws(EvaluationForbiddenError)"]),
  ],
};
