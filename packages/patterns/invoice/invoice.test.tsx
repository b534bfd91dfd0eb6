/** An address is whole or none, a line has a quantity without one, and some lines are not there. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import Invoice from "./main.tsx";

export default pattern(() => {
  const rate = new Writable<"none" | "reduced" | "full">("reduced");
  const invoice = Invoice({ number: 12345, customer: null, lines: [], rate });

  return {
    [TESTS]: [
      { assertion: assert(() => valueEqual(invoice.totals, { net: 0, tax: 0, gross: 0 })) },
      { action: invoice.addLine, event: { text: "Pen", cents: 107 } },
      { action: invoice.addLine, event: { text: "Rebate", cents: -7, quantity: 1 } },
      { assertion: assert(() => valueEqual(invoice.totals, { net: 100, tax: 7, gross: 107 })) },
      { action: invoice.removeLine, event: { index: 2 } },
      { assertion: assert(() => invoice.totals.net === 100) },
      { action: action(() => rate.set("none")) },
      { assertion: assert(() => invoice[NAME] === "Invoice 12345 (1.00 €)") },
      { action: invoice.address, event: { name: "Bo", city: "Kiel" } },
      { assertion: assert(() => invoice.to === "Bo") },
      { render: invoice[UI] },
      { action: invoice.address, event: { name: "", street: "Weg 1" } },
      { assertion: assert(() => invoice.to === "" && invoice.problems.length === 0) },
    ],
  };
});
