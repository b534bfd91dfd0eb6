/** Drafts with an undo each: what a row keeps follows its draft, wherever the draft moves. */
import {
  action,
  Cell,
  computed,
  type Default,
  equals,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

interface Draft {
  title: string;
  body: string[];
}

interface Row {
  [UI]: VNode;
  title: string;
  canUndo: boolean;
  isCurrent: boolean;
  edit: Stream<Partial<Draft>>;
  undo: Stream<void>;
  toFront: Stream<void>;
  drop: Stream<void>;
}

interface RowInput {
  draft: Writable<Draft>;
  drafts: Writable<Draft[]>;
  current: Writable<Cell<Draft> | null>;
}

const DraftRow = pattern<RowInput, Row>(({ draft, drafts, current }) => {
  const past = new Writable<Draft[]>([]);
  const title = draft.get().title || "Untitled";
  const canUndo = past.get().length > 0;
  const isCurrent = computed(() => equals(current.get(), draft));
  const undo = action(() => {
    const last = past.get().at(-1);
    if (last === undefined) return;
    draft.set(last);
    past.set(past.get().slice(0, -1));
  });
  return {
    [UI]: (
      <li class={isCurrent ? "current" : "other"}>
        {title} ({draft.get().body.length})
        {canUndo && <button onClick={undo}>undo</button>}
      </li>
    ),
    title,
    canUndo,
    isCurrent,
    edit: action<Partial<Draft>>((change) => {
      const { title, body } = draft.get();
      past.push({ title, body: [...body] });
      draft.update(change);
    }),
    undo,
    toFront: action(() => {
      drafts.set([draft.get(), ...drafts.get().filter((each) => !equals(each, draft))]);
      current.set(draft);
    }),
    drop: action(() => {
      if (equals(current.get(), draft)) current.set(null);
      drafts.remove(draft);
    }),
  };
});

interface Output {
  [NAME]: string;
  [UI]: VNode;
  rows: Row[];
  reading: string;
  add: Stream<{ title: string }>;
}

export default pattern<{ drafts: Writable<Draft[] | Default<[]>> }, Output>(({ drafts }) => {
  const current = new Writable<Cell<Draft> | null>(null);
  const rows = drafts.map((draft) => DraftRow({ draft, drafts, current }));
  const undoable = rows.filter((row) => row.canUndo).length;
  return {
    [NAME]: undoable > 0 ? `Drafts: ${undoable} changed` : "Drafts",
    [UI]: <ul>{rows}</ul>,
    rows,
    reading: computed(() => current.get()?.get().body.join(" ") ?? "nothing chosen"),
    add: action<{ title: string }>(({ title }) => drafts.push({ title, body: [] })),
  };
});
