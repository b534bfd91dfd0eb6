/** Questions that have an answer, and one about no unit. */
import { assert, pattern, TESTS, UI } from "commonfabric";
import Converter from "./main.tsx";

export default pattern(() => {
  const converter = Converter({ question: { amount: 1, from: "km", to: "m" } });

  return {
    [TESTS]: [
      { assertion: assert(() => converter.answer === "1000 m" && converter.kind === "length") },
      { action: converter.ask, event: { amount: 3, from: "lb", to: "kg" } },
      { assertion: assert(() => converter.answer === "1.36078 kg") },
      { action: converter.ask, event: { amount: 3, from: "ell", to: "km" } },
      { assertion: assert(() => converter.answer === "ell is no unit") },
      { render: converter[UI] },
    ],
  };
});
