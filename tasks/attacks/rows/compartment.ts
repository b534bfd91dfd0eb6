/** Rows of group 09: the surface of the compartment, time, leaks. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const COMPARTMENT: AttackGroup = {
  number: "09",
  name: "compartment",
  rows: [
    row("01", "global-list", "L", [], { absent: NOT_WRITTEN }),
    row("02", "global-write", "VL", ["reject(verify:free-name)", "throws(TypeError)"], {
      absent: NOT_WRITTEN,
    }),
    row("03", "clock", "L", ["throws(CapabilityError)"], { starred: true, absent: NOT_WRITTEN }),
    row("04", "clock-elsewhere", "L", [], { absent: NOT_WRITTEN }),
    row("05", "entropy", "L", [], { starred: true, absent: NOT_WRITTEN }),
    row("06", "coarse-clock", "L", [], { absent: NOT_WRITTEN }),
    row("07", "leaked-capability", "L", ["throws(CapabilityError)"], { absent: NOT_WRITTEN }),
    row("08", "locale", "L", ["inert"]),
    row("09", "locale-options", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("10", "stack-text", "L", [], { absent: NOT_WRITTEN }),
    row("11", "old-statics", "L", ["inert"]),
    row("12", "order-and-bits", "L", [], { absent: NOT_WRITTEN }),
    row("13", "proto-lane", "L", [], { absent: NOT_WRITTEN }),
    row("14", "freeze-order", "L", [], { absent: NOT_WRITTEN }),
    row("15", "second-lockdown", "L", [], { absent: NOT_WRITTEN }),
    row("16", "console-hooks", "L", [], { absent: NOT_WRITTEN }),
    row("17", "page-policy", "L", [], { absent: NOT_WRITTEN }),
  ],
};
