/** No is an answer, and so is an empty text; an answer to what is not asked is kept. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import Survey from "./main.tsx";

export default pattern(() => {
  const survey = Survey({ answers: { name: "" } });

  return {
    [TESTS]: [
      { assertion: assert(() => survey.missing === 2 && survey.asked.join() === "pet,happy") },
      { action: survey.answer, event: { id: "happy", answer: 0 } },
      { action: survey.answer, event: { id: "pet", answer: true } },
      { assertion: assert(() => survey.missing === 0 && survey.asked[1] === "name") },
      { action: survey.answer, event: { id: "pet", answer: "true" } },
      { assertion: assert(() => survey.asked.join() === "pet,happy" && survey.missing === 0) },
      { action: survey.answer, event: { id: "pet", answer: false } },
      { assertion: assert(() => survey[NAME] === "Survey: 1 to go") },
      { render: survey[UI] },
      { action: survey.answer, event: { id: "want", answer: false } },
      { action: survey.answer, event: { id: "shoes", answer: 42 } },
      { assertion: assert(() => survey[NAME] === "Survey: done" && survey.asked.length === 3) },
      {
        assertion: assert(() =>
          valueEqual(survey.answers, { name: "", happy: 0, pet: false, want: false, shoes: 42 })
        ),
      },
    ],
  };
});
