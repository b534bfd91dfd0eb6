/** A quiz takes as many answers as it has questions. */
import { action, assert, pattern, TESTS, UI } from "commonfabric";
import Quiz from "./main.tsx";

export default pattern(() => {
  const quiz = Quiz({ answers: [] });
  const all = action(() => {
    for (const given of [0, false, "eau", "eau"]) quiz.answer.send({ given });
  });

  return {
    [TESTS]: [
      { assertion: assert(() => quiz.at === 0 && quiz.verdict === "not done") },
      { action: all },
      { assertion: assert(() => quiz.at === 3 && quiz.verdict === "1 of 3 right") },
      { action: quiz.restart },
      { assertion: assert(() => quiz.at === 0 && quiz.right === 0) },
      { render: quiz[UI] },
    ],
  };
});
