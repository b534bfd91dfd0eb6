/** The largest tip is remembered by a computation that only writes. */
import { action, assert, NAME, pattern, TESTS, UI, Writable } from "commonfabric";
import Tip from "./main.tsx";

export default pattern(() => {
  const bill = new Writable(0);
  const percent = new Writable(15);
  const tip = Tip({ bill, percent, people: 2, roundUp: false });

  return {
    [TESTS]: [
      { assertion: assert(() => tip[NAME] === "0.00 each" && tip.largest === 0) },
      { action: action(() => bill.set(42)) },
      { assertion: assert(() => tip.tip === 6.3 && tip.each === "24.15") },
      { assertion: assert(() => tip.largest === 6.3) },
      { action: action(() => bill.set(10)) },
      { assertion: assert(() => tip.tip === 1.5 && tip.largest === 6.3) },
      { action: action(() => percent.set(5)) },
      { assertion: assert(() => tip.advice === "Was it that bad?") },
      { render: tip[UI] },
    ],
  };
});
