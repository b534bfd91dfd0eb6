/** Rows of group 07: values that go through the doors of plain data. */
import { type AttackGroup, row } from "../attack-row.ts";

export const PLAIN_DATA: AttackGroup = {
  number: "07",
  name: "plain-data",
  rows: [
    row("01", "accessor", "D", ["reject(PlainDataError)", "reject(UnstorableValueError)"]),
    row("02", "proxy", "D", ["reject(PlainDataError)", "reject(UnstorableValueError)"]),
    row("03", "thenable", "D", [
      "reject(PlainDataError)",
      "reject(UnstorableValueError)",
      "accept",
    ]),
    row("04", "conversion-hooks", "D", ["reject(PlainDataError)", "reject(UnstorableValueError)"]),
    row("05", "proto-keys", "D", [
      "reject(PlainDataError)",
      "reject(UnstorableValueError)",
      "accept",
    ]),
    row("06", "foreign-prototype", "D", [
      "reject(PlainDataError)",
      "reject(UnstorableValueError)",
      "accept",
    ]),
    row("07", "integer-keys", "D", ["accept"]),
    row("08", "sparse-array", "D", [
      "reject(PlainDataError)",
      "reject(UnstorableValueError)",
      "accept",
    ]),
    row("09", "numbers", "D", ["accept"]),
    row("10", "strings", "D", [
      "accept",
      "reject(UnstorableValueError)",
      "reject(ValueTooLargeError)",
    ]),
    row("11", "cycles", "D", ["reject(PlainDataError)", "reject(UnstorableValueError)", "accept"]),
    row("12", "depth-and-size", "D", [
      "accept",
      "reject(PlainDataError)",
      "reject(ValueTooLargeError)",
    ]),
    row("13", "exotic", "D", ["reject(PlainDataError)", "reject(UnstorableValueError)", "accept"]),
    row("14", "reserved-keys", "D", [
      "accept",
      "reject(ReservedKeyError)",
      "reject(UnstorableValueError)",
    ]),
    row("15", "mutate-during-check", "D", [
      "accept",
      "reject(PlainDataError)",
      "reject(UnstorableValueError)",
    ]),
  ],
};
