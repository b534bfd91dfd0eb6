/** A formula and its value. The parser is two modules that import each other. */
import {
  action,
  type Default,
  lift,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Answer, evaluate } from "./answer.ts";

interface Output {
  [NAME]: string;
  [UI]: VNode;
  formula: string;
  value: number | null;
  problem: string;
  enter: Stream<{ formula: string }>;
}

function answerTo(formula: string): Answer {
  return evaluate(formula);
}

const answer = lift(answerTo);
const rounded = lift((value: number | null) =>
  value === null ? "?" : String(Number(value.toFixed(4)))
);

export default pattern<{ formula: Writable<string | Default<"1 + 2 * 3">> }, Output>(
  ({ formula }) => {
    const { value, problem } = answer(formula);
    const enter = action<{ formula: string }>((event) => formula.set(event.formula));

    return {
      [NAME]: `${formula.get()} = ${value}`,
      [UI]: (
        <cf-vstack>
          <cf-input $value={formula} />
          <output>{rounded(value)}</output>
          {problem ? <cf-alert status="error" message={problem} /> : null}
        </cf-vstack>
      ),
      formula,
      value,
      problem,
      enter,
    };
  },
);
