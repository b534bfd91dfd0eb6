/** The programs of processes that are killed. */
import type { Program } from "@commonfabric/module-identity";

const IMPORTS =
  'import { computed, Default, handler, pattern, SELF, Writable } from "commonfabric";\n';

/** A piece in two versions, which differ in what they compute and show. */
export function versionText(version: "one" | "two"): string {
  return `${IMPORTS}
interface State { log: Writable<string[] | Default<[]>>; kids: Writable<{ label: string }[] | Default<[]>> }
const note = handler<string, { log: Writable<string[]> }>((text, { log }) => { log.push(text); });
const Kid = pattern<{ name: string; level: number | Default<1> }>(({ name, level }) => ({
  label: computed(() => name + ":" + level), level,
}));
const place = handler<string, { kids: Writable<{ label: string }[]>; log: Writable<string[]> }>(
  (name, { kids, log }) => {
    kids.push(Kid.inSpace("team")({ name, level: 1 }));
    log.push(name);
  },
);
export default pattern<State>(({ log, kids }) => {
  const rows = log.map((text) => ({ shown: \`${version} \${text}\` }));
  return {
    log, kids, rows,
    size: computed(() => log.get().length),
    ${version === "two" ? 'first: computed(() => log.get()[0] ?? "none"),' : ""}
    labels: kids.map((kid) => kid.label),
    note: note({ log }), place: place({ kids, log }),
  };
});`;
}

export const COMPILED: Program = {
  main: "/main.tsx",
  files: [
    {
      name: "/words.ts",
      contents: "export function twice(text: string): string { return text + text; }",
    },
    {
      name: "/main.tsx",
      contents: `${IMPORTS}import { twice } from "./words.ts";
export default pattern<{ word: string | Default<"a"> }>(({ word }) => ({ word, both: computed(() => twice(word)) }));`,
    },
  ],
};
