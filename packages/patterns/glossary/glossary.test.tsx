/** A term is text and nothing else: its letters are no path, and it names no member of an object. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import type { Entries } from "./entries.ts";
import Glossary from "./main.tsx";

export default pattern(() => {
  const entries = new Writable<Entries>({});
  const glossary = Glossary({ entries, labels: { title: "Words" } });
  const relate = action(() => entries.key("a/b").update({ also: ["ratio"] }));

  return {
    [TESTS]: [
      { assertion: assert(() => glossary.longest === undefined && glossary[NAME] === "Words – 0") },
      { action: glossary.define, event: { term: "constructor", meaning: "One who builds." } },
      { action: glossary.define, event: { term: "Äpfel", meaning: "Apples." } },
      { action: glossary.define, event: { term: "a/b", meaning: "" } },
      { assertion: assert(() => glossary.terms.join(" ") === "a/b Äpfel constructor") },
      { assertion: assert(() => valueEqual(entries.get()["a/b"], { meaning: "" })) },
      { action: relate },
      { action: glossary.define, event: { term: "a/b", meaning: "A part." } },
      { assertion: assert(() => entries.get()["a/b"].also?.[0] === "ratio") },
      { render: glossary[UI] },
      { action: glossary.forget, event: { term: "toString" } },
      { assertion: assert(() => glossary.terms.length === 3) },
      { action: glossary.forget, event: { term: "constructor" } },
      { assertion: assert(() => glossary.longest === "Äpfel" && glossary[NAME] === "Words – 2") },
    ],
  };
});
