import { computed, generateObject, generateText, pattern, UI } from "commonfabric";
interface Summary {
  title: string;
  points: string[];
}
export default pattern<{ notes: { text: string }[]; model: string }>(({ notes, model }) => {
  const prompt = computed(() => notes.map((note) => note.text).join("\n"));
  const answer = generateText({ system: "short", prompt, model });
  const summary = generateObject<Summary>({ prompt: `Sum up: ${prompt}` });
  return {
    [UI]: (
      <div>
        {answer.pending ? <cf-loader /> : answer.result}
        {summary.result?.points.map((point) => <li>{point}</li>)}
        {answer.error ? <b>failed</b> : null}
      </div>
    ),
    title: summary.result?.title,
  };
});
