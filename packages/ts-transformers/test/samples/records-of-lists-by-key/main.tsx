import { computed, pattern, UI, Writable } from "commonfabric";
interface Note {
  text: string;
  at: number;
}
export default pattern<{ notes: Record<string, Note[]>; day: Writable<string> }>(({ notes, day }) => {
  const today = computed(() => notes[day.get()] ?? []);
  return {
    [UI]: (
      <div>
        {today.map((note) => <p>{note.text}</p>)}
        {Object.keys(notes).map((key) => <button onClick={() => day.set(key)}>{key}</button>)}
      </div>
    ),
    count: today.length,
  };
});
