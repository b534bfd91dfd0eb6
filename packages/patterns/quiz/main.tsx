/** A quiz: three kinds of questions, one at a time, and a verdict at the end. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Given, isRight, QUESTIONS } from "./questions.ts";

interface Input {
  answers: Writable<Given[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  at: number;
  right: number;
  verdict: string;
  answer: Stream<{ given: Given }>;
  restart: Stream<void>;
}

export default pattern<Input, Output>(({ answers }) => {
  const typed = new Writable("");
  const at = answers.get().length;
  const question = computed(() => QUESTIONS[answers.get().length]);
  const right = computed(() =>
    answers.get().filter((given, index) => isRight(QUESTIONS[index]!, given)).length
  );
  const verdict = at < QUESTIONS.length
    ? "not done"
    : right === QUESTIONS.length
    ? "perfect"
    : right > 0
    ? `${right} of ${QUESTIONS.length} right`
    : "try again";

  const answer = action<{ given: Given }>(({ given }) => {
    const before = answers.get();
    if (before.length === QUESTIONS.length) return;
    answers.set([...before, given]);
    typed.set("");
  });
  const restart = action(() => answers.set([]));

  return {
    [NAME]: `Quiz: ${verdict}`,
    [UI]: (
      <cf-card>
        <cf-progress value={at} max={QUESTIONS.length} />
        {question
          ? (
            <div>
              <p>{question.text}</p>
              {question.hint && <small>({question.hint})</small>}
              {question.kind === "choice"
                ? question.choices.map((choice, index) => (
                  <cf-button onClick={() => answer.send({ given: index })}>{choice}</cf-button>
                ))
                : question.kind === "claim"
                ? [true, false].map((given) => (
                  <cf-button onClick={() => answers.push(given)}>
                    {given ? "True" : "False"}
                  </cf-button>
                ))
                : (
                  <form>
                    <cf-input $value={typed} />
                    <cf-button
                      disabled={typed.get().length === 0}
                      onClick={() => answer.send({ given: typed.get() })}
                    >
                      That is it
                    </cf-button>
                  </form>
                )}
            </div>
          )
          : (
            <p>
              {verdict}. <cf-button onClick={restart}>Again</cf-button>
            </p>
          )}
      </cf-card>
    ),
    at,
    right,
    verdict,
    answer,
    restart,
  };
});
