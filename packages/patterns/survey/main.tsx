/** A survey with conditional questions: a record of answers, children that send to a stream of theirs. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { Field } from "./field.tsx";
import { type Answer, type Answers, isAsked, type Question, QUESTIONS } from "./questions.ts";

interface Input {
  answers: Writable<Answers | Default<{}>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  asked: string[];
  missing: number;
  answers: Answers;
  answer: Stream<{ id: string; answer: Answer }>;
}

export default pattern<Input, Output>(({ answers }) => {
  const asked = computed((): Question[] =>
    QUESTIONS.filter((question) => isAsked(question, answers.get()))
  );
  const missing = asked.filter(({ id }) => answers.get()[id] === undefined).length;
  const answer = action<{ id: string; answer: Answer }>((event) => {
    answers.update({ [event.id]: event.answer });
  });

  return {
    [NAME]: missing === 0 ? "Survey: done" : `Survey: ${missing} to go`,
    [UI]: (
      <form>
        {asked.map((question) => (
          <Field
            key={question.id}
            question={question}
            answer={answers.get()[question.id]}
            onAnswer={answer}
          />
        ))}
        {missing === 0 || <p>Please answer {missing === 1 ? "one question" : "all questions"}.</p>}
      </form>
    ),
    asked: asked.map((question) => question.id),
    missing,
    answers,
    answer,
  };
});
