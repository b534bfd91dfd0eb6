/** One option of a poll, with its share of all votes. */
import { handler, lift, pattern, UI, type Writable } from "commonfabric";
import { optionSchema, share } from "./tally.ts";

const vote = handler(
  false,
  {
    type: "object",
    properties: { votes: { type: "number", asCell: ["cell"] }, open: { type: "boolean" } },
    required: ["votes", "open"],
  },
  (_event: unknown, { votes, open }: { votes: Writable<number>; open: boolean }) => {
    if (!open) throw new Error("The poll is closed.");
    votes.increment(1);
  },
);

const percent = lift(
  ({ votes, total }: { votes: number; total: number }) => share(votes, total),
  {
    type: "object",
    properties: { votes: { type: "number" }, total: { type: "number" } },
    required: ["votes", "total"],
  },
  { type: "number" },
);

export const optionPiece = pattern(
  (input) => {
    const votes = input.key("element", "votes");
    const cast = vote({ votes, open: input.key("params", "open") });
    return {
      [UI]: <button type="button" onClick={cast}>{input.key("element", "label")}</button>,
      label: input.key("element", "label"),
      votes,
      percent: percent({ votes, total: input.key("params", "total") }),
      vote: cast,
    };
  },
  {
    type: "object",
    properties: {
      element: optionSchema,
      params: {
        type: "object",
        properties: { total: { type: "number" }, open: { type: "boolean" } },
        required: ["total", "open"],
      },
    },
    required: ["element", "params"],
  },
  {
    type: "object",
    properties: {
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      label: { type: "string" },
      votes: { type: "number" },
      percent: { type: "number" },
      vote: { asCell: ["stream"] },
    },
    required: ["label", "votes", "vote"],
  },
);
