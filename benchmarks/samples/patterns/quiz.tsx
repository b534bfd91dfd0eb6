import {
  action,
  computed,
  Default,
  handler,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** A question with one right choice. */
interface Question {
  text: string;
  choices: string[];
  answer: number;
  hint: string | Default<"">;
  points: number | Default<1>;
}

/** What somebody chose, and whether it was right. */
interface Given {
  question: number;
  choice: number;
  right: boolean;
}

interface Input {
  title: string | Default<"Quiz">;
  questions: Question[] | Default<[]>;
  given: Writable<Given[] | Default<[]>>;
  passMark: number | Default<60>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  score: number;
  percent: number;
  finished: boolean;
  grade: "none" | "failed" | "passed" | "perfect";
  answer: Stream<{ choice: number }>;
  restart: Stream<void>;
}

interface ChoiceInput {
  text: string;
  index: number;
  chosen: boolean | Default<false>;
  revealed: boolean | Default<false>;
  right: boolean | Default<false>;
  pick: Stream<{ choice: number }>;
}

const LETTERS = ["A", "B", "C", "D", "E", "F"];

const letterOf = (index: number): string => LETTERS[index] ?? `${index + 1}`;

const answerQuestion = handler<
  { choice: number },
  { given: Writable<Given[]>; questions: Question[] }
>(({ choice }, { given, questions }) => {
  const at = given.get().length;
  const question = questions[at];
  if (question === undefined) return;
  given.set([...given.get(), { question: at, choice, right: choice === question.answer }]);
});

const restartQuiz = handler<void, { given: Writable<Given[]> }>(
  (_event, { given }) => {
    given.set([]);
  },
);

const ChoiceButton = pattern<
  ChoiceInput,
  { [NAME]: string; [UI]: VNode }
>(({ text, index, chosen, revealed, right, pick }) => {
  return {
    [NAME]: text,
    [UI]: (
      <cf-button
        variant={chosen ? "solid" : "outline"}
        color={revealed ? (right ? "green" : "red") : "blue"}
        disabled={revealed}
        onClick={() => pick.send({ choice: index })}
      >
        {letterOf(index)}. {text}
        {revealed && right && <span>(right)</span>}
      </cf-button>
    ),
  };
});

export default pattern<Input, Output>(
  ({ title, questions, given, passMark }) => {
    const showHint = new Writable(false);

    const at = computed(() => given.get().length);
    const current = computed(() => questions[at]);
    const finished = computed(() => questions.length > 0 && at >= questions.length);
    const score = computed(() =>
      given.get().reduce(
        (sum, { question, right }) => right ? sum + (questions[question]?.points ?? 0) : sum,
        0,
      )
    );
    const possible = computed(() => questions.reduce((sum, { points }) => sum + points, 0));
    const percent = computed(() => possible === 0 ? 0 : Math.round((100 * score) / possible));
    const grade = computed((): "none" | "failed" | "passed" | "perfect" => {
      if (!finished) return "none";
      if (percent === 100) return "perfect";
      return percent >= passMark ? "passed" : "failed";
    });

    const answer = answerQuestion({ given, questions });
    const restart = restartQuiz({ given });
    const skip = action(() => {
      given.set([...given.get(), { question: at, choice: -1, right: false }]);
      showHint.set(false);
    });

    return {
      [NAME]: computed(() => finished ? `${title}: ${grade}` : title),
      [UI]: (
        <cf-screen>
          <cf-vstack gap="4" padding="4">
            <cf-hstack justify="between">
              <cf-heading level={2}>{title}</cf-heading>
              <cf-text>
                {at} of {questions.length}, {score} points
              </cf-text>
            </cf-hstack>
            <cf-progress value={at} max={questions.length} />

            {current && (
              <cf-card>
                <cf-heading level={4}>{current.text}</cf-heading>
                <cf-vstack gap="2">
                  {current.choices.map((text, index) => (
                    <ChoiceButton
                      text={text}
                      index={index}
                      chosen={false}
                      revealed={false}
                      right={index === current.answer}
                      pick={answer}
                    />
                  ))}
                </cf-vstack>
                <cf-hstack gap="2">
                  <cf-switch $checked={showHint}>Hint</cf-switch>
                  {showHint && <cf-text tone="muted">{current.hint}</cf-text>}
                  <cf-button variant="ghost" onClick={skip}>Skip</cf-button>
                </cf-hstack>
              </cf-card>
            )}

            {finished
              ? (
                <cf-card>
                  <cf-heading level={3}>
                    {grade === "perfect"
                      ? "Perfect!"
                      : grade === "passed"
                      ? `Passed with ${percent}%`
                      : `${percent}% - ${passMark}% are needed`}
                  </cf-heading>
                  <cf-button onClick={restart}>Again</cf-button>
                </cf-card>
              )
              : <cf-text tone="muted">Pick an answer.</cf-text>}
          </cf-vstack>
        </cf-screen>
      ),
      score,
      percent,
      finished,
      grade,
      answer,
      restart,
    };
  },
);
