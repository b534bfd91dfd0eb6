/** A poll: options can be added and voted for until it is closed. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { optionPiece } from "./option.tsx";
import { leaders, type Option, optionsSchema, totalVotes } from "./tally.ts";

const addOption = handler(
  { type: "object", properties: { label: { type: "string" } }, required: ["label"] },
  {
    type: "object",
    properties: { options: { ...optionsSchema, asCell: ["cell"] } },
    required: ["options"],
  },
  (event: { label: string }, { options }: { options: Writable<Option[]> }) => {
    const known = (options.get() ?? []).some((option) => option.label === event.label);
    if (!known) options.push({ label: event.label, votes: 0 });
  },
);

const close = handler(
  false,
  {
    type: "object",
    properties: { open: { type: "boolean", asCell: ["cell"] } },
    required: ["open"],
  },
  (_event: unknown, { open }: { open: Writable<boolean> }) => open.set(false),
);

const total = lift((options: Option[]) => totalVotes(options), optionsSchema, { type: "number" });

const lead = lift(
  (options: Option[]) => leaders(options),
  optionsSchema,
  { type: "array", items: { type: "string" } },
);

export default pattern(
  (input) => {
    const options = input.key("options");
    const open = input.key("open");
    const votes = total(options);
    const choices = options.mapWithPattern(optionPiece, { total: votes, open });
    return {
      [NAME]: str`${input.key("question")} (${votes} votes)`,
      [UI]: (
        <section>
          <h1>{input.key("question")}</h1>
          {choices}
        </section>
      ),
      question: input.key("question"),
      options,
      choices,
      open,
      votes,
      leaders: lead(options),
      addOption: addOption({ options }),
      close: close({ open }),
    };
  },
  {
    type: "object",
    properties: {
      question: { type: "string", default: "Which one?" },
      options: { ...optionsSchema, default: [] },
      open: { type: "boolean", default: true },
    },
    required: ["question", "options", "open"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      question: { type: "string" },
      options: optionsSchema,
      choices: { type: "array", items: true },
      open: { type: "boolean" },
      votes: { type: "number" },
      leaders: { type: "array", items: { type: "string" } },
      addOption: { asCell: ["stream"] },
      close: { asCell: ["stream"] },
    },
    required: ["question", "options", "open", "votes", "leaders", "addOption", "close"],
  },
);
