/** The questions of a quiz: one of several choices, true or false, or a word to type. */

interface Asked {
  text: string;
  hint?: string;
}

export interface Choice extends Asked {
  kind: "choice";
  choices: string[];
  answer: number;
}

export interface Claim extends Asked {
  kind: "claim";
  answer: boolean;
}

export interface Word extends Asked {
  kind: "word";
  answer: string;
}

export type Question = Choice | Claim | Word;
export type Given = string | number | boolean;

export const QUESTIONS: Question[] = [
  {
    kind: "choice",
    text: "Which planet is largest?",
    choices: ["Mars", "Jupiter", "Venus"],
    answer: 1,
  },
  { kind: "claim", text: "A tomato is a fruit.", answer: true },
  { kind: "word", text: 'What is "water" in French?', hint: "three letters", answer: "eau" },
];

export function isRight(question: Question, given: Given): boolean {
  switch (question.kind) {
    case "choice":
    case "claim":
      return question.answer === given;
    case "word":
      return String(given).trim().toLowerCase() === question.answer;
  }
}
