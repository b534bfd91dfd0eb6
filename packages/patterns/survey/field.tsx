/** One question, with the control that its kind asks for. */
import { action, pattern, type Stream, UI, type VNode, Writable } from "commonfabric";
import { type Answer, Kind, type Question } from "./questions.ts";

interface FieldInput {
  question: Question;
  answer?: Answer;
  onAnswer: Stream<{ id: string; answer: Answer }>;
}

export const Field = pattern<FieldInput, { [UI]: VNode; answered: boolean }>(
  ({ question, answer, onAnswer }) => {
    const text = new Writable("");
    const confirm = action(() => {
      if (text.get() !== "") onAnswer.send({ id: question.id, answer: text.get() });
    });
    return {
      [UI]: (
        <cf-field label={question.text} required={!question.onlyIf}>
          {question.kind === Kind.YesNo
            ? (
              <cf-hstack>
                <button
                  type="button"
                  onClick={() => onAnswer.send({ id: question.id, answer: true })}
                >
                  {answer === true ? "[yes]" : "yes"}
                </button>
                <button
                  type="button"
                  onClick={() => onAnswer.send({ id: question.id, answer: false })}
                >
                  {answer === false ? "[no]" : "no"}
                </button>
              </cf-hstack>
            )
            : question.kind === Kind.Scale
            ? [1, 2, 3].map((value) => (
              <button
                type="button"
                disabled={answer === value}
                onClick={() => onAnswer.send({ id: question.id, answer: value })}
              >
                {"★".repeat(value)}
              </button>
            ))
            : (
              <span>
                <cf-input $value={text} placeholder={String(answer ?? "")} />
                <button type="button" onClick={confirm}>ok</button>
              </span>
            )}
        </cf-field>
      ),
      answered: answer !== undefined,
    };
  },
);
