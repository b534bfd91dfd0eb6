/** A survey whose later questions depend on earlier answers. */

export enum Kind {
  YesNo,
  Scale,
  Text,
}

export interface Question {
  id: string;
  kind: Kind;
  text: string;
  /** Asked only when the answer to another question is this one. */
  onlyIf?: { id: string; is: Answer };
}

export type Answer = boolean | number | string;
export type Answers = Record<string, Answer>;

export const QUESTIONS: Question[] = [
  { id: "pet", kind: Kind.YesNo, text: "Do you have a pet?" },
  { id: "name", kind: Kind.Text, text: "What is its name?", onlyIf: { id: "pet", is: true } },
  { id: "want", kind: Kind.YesNo, text: "Would you like one?", onlyIf: { id: "pet", is: false } },
  { id: "happy", kind: Kind.Scale, text: "How <happy> are you & yours?" },
];

export function isAsked({ onlyIf }: Question, answers: Readonly<Answers>): boolean {
  return onlyIf === undefined || answers[onlyIf.id] === onlyIf.is;
}
