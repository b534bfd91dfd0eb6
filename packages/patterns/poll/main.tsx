/** A poll: options can be added and voted for until it is closed. */
import {
  action,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type OptionState, OptionView } from "./option.tsx";
import { leaders, type Option, totalVotes } from "./tally.ts";

interface Input {
  question: string | Default<"Which one?">;
  options: Writable<Option[] | Default<[]>>;
  open: Writable<boolean | Default<true>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  question: string;
  options: Option[];
  choices: OptionState[];
  open: boolean;
  votes: number;
  leaders: string[];
  addOption: Stream<{ label: string }>;
  close: Stream<void>;
}

const addOption = handler<{ label: string }, { options: Writable<Option[]> }>(
  ({ label }, { options }) => {
    const known = options.get();
    if (known.some((option) => option.label === label)) return;
    options.set([...known, { label, votes: 0 }]);
  },
);

export default pattern<Input, Output>(({ question, options, open }) => {
  const votes = totalVotes(options.get());
  const leading = leaders(options.get());
  const choices = options.map((option) => (
    OptionView({ option, total: votes, open: open.get() })
  ));
  const close = action(() => open.set(false));

  return {
    [NAME]: `${question} (${votes} votes)`,
    [UI]: (
      <section>
        <h1>{question}</h1>
        <cf-vstack gap="1">
          {options.map((option) => <OptionView option={option} total={votes} open={open} />)}
        </cf-vstack>
        {leading.length === 1 && <p>{leading[0]} is ahead</p>}
        {open.get() ? <cf-button onClick={close}>Close</cf-button> : <em>This poll is closed.</em>}
      </section>
    ),
    question,
    options,
    choices,
    open,
    votes,
    leaders: leading,
    addOption: addOption({ options }),
    close,
  };
});
