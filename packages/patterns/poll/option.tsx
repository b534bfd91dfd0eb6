/** One option of a poll, with its share of all votes. */
import {
  computed,
  handler,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Option, share } from "./tally.ts";

interface Input {
  option: Option;
  total: number;
  open: boolean;
}

export interface OptionState {
  [UI]: VNode;
  label: string;
  votes: number;
  percent: number;
  vote: Stream<void>;
}

const vote = handler<void, { option: Writable<Option>; open: boolean }>(
  (_event, { option, open }) => {
    if (!open) throw new Error("The poll is closed.");
    option.key("votes").increment();
  },
);

export const OptionView = pattern<Input, OptionState>(({ option, total, open }) => {
  const percent = computed(() => share(option.votes, total));
  return {
    [UI]: (
      <cf-hstack justify="between">
        <cf-button disabled={!open} onClick={vote({ option, open })}>{option.label}</cf-button>
        <cf-progress value={percent} max={100} />
        <span>{percent}&nbsp;%</span>
      </cf-hstack>
    ),
    label: option.label,
    votes: option.votes,
    percent,
    vote: vote({ option, open }),
  };
});
