import { action, computed, NAME, navigateTo, pattern, SELF, UI, Writable } from "commonfabric";
interface Note {
  title: string;
  body: string;
}
interface Input {
  notes: Note[];
  current: Writable<Note | null>;
  text: string;
}
export default pattern<Input>(({ notes, current, text, [SELF]: self }) => {
  const words = text.split(" ").filter((word) => word.length > 0).length;
  const show = action(() => navigateTo(self));
  return {
    [NAME]: text.slice(0, 3),
    [UI]: (
      <div>
        {notes.map((note) => <li onClick={() => current.set(note)}>{note.title}</li>)}
        {computed(() => current.get()?.body ?? "none")}
        <cf-button onClick={show}>{words}</cf-button>
      </div>
    ),
    words,
  };
});
