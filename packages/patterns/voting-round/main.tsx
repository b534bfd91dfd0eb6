/** A voting round in three stages: an enum decides what is shown and what events may do. */
import {
  action,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Ballot, type Count, counts, Stage, winnerOf } from "./round.ts";

interface Input {
  proposals: Writable<string[] | Default<[]>>;
  ballots: Writable<Ballot[] | Default<[]>>;
  stage: Writable<Stage | Default<Stage.Proposing>>;
  ranking: Writable<string[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  stage: Stage;
  ballots: Ballot[];
  rounds: Count[];
  winner: string | undefined;
  problems: string;
  propose: Stream<{ proposal: string }>;
  vote: Stream<{ voter: string; ranking?: string[] }>;
  advance: Stream<void>;
}

const vote = handler<
  { voter: string; ranking?: string[] },
  {
    stage: Writable<Stage>;
    ballots: Writable<Ballot[]>;
    proposals: Writable<string[]>;
    ranking: Writable<string[]>;
  }
>((event, { stage, ballots, proposals, ranking }) => {
  if (stage.get() !== Stage.Voting) throw new Error("There is nothing to vote on now.");
  const wanted = (event.ranking ?? ranking.get()).filter((name) => proposals.get().includes(name));
  const others = ballots.get().filter(({ voter }) => voter !== event.voter);
  ballots.set([...others, { voter: event.voter, ranking: [...wanted] }]);
  ranking.set([]);
});

const NEXT: Readonly<Record<Stage, Stage>> = {
  [Stage.Proposing]: Stage.Voting,
  [Stage.Voting]: Stage.Closed,
  [Stage.Closed]: Stage.Closed,
};

export default pattern<Input, Output>(({ proposals, ballots, stage, ranking }) => {
  const rounds = computed(() =>
    stage.get() === Stage.Closed ? counts(ballots.get(), proposals.get()) : []
  );
  const winner = winnerOf(rounds);
  const problems = [
    proposals.get().length < 2 ? "too few proposals" : null,
    ballots.get().length === 0 ? "no votes" : null,
  ].filter((problem) => problem !== null).join(", ");
  const propose = action<{ proposal: string }>(({ proposal }) => {
    if (stage.get() === Stage.Proposing) proposals.addUnique(proposal);
  });
  const advance = action(() => stage.set(NEXT[stage.get()]));

  return {
    [NAME]: winner ? `Vote: ${winner} won` : `Vote (${Stage[stage.get()]?.toLowerCase()})`,
    [UI]: (
      <cf-screen>
        {stage.get() === Stage.Proposing
          ? <p>Propose something.</p>
          : stage.get() === Stage.Voting
          ? (
            <ol>
              {ranking.map((name, index) => (
                <li>
                  {name}
                  {index > 0 && (
                    <button
                      type="button"
                      onClick={() => {
                        const names = [...ranking.get()];
                        names.splice(index - 1, 0, ...names.splice(index, 1));
                        ranking.set(names);
                      }}
                    >
                      up
                    </button>
                  )}
                </li>
              ))}
            </ol>
          )
          : <h2>{winner ?? "Nobody"}</h2>}
        {proposals.map((name) => (
          <cf-chip
            removable={stage.get() === Stage.Proposing}
            oncf-click={stage.get() === Stage.Voting ? () => ranking.addUnique(name) : undefined}
            oncf-remove={() => proposals.removeByValue(name)}
            label={name}
          />
        ))}
        {rounds.map((round, index) => (
          <p>
            Count {index + 1}: {Object.entries(round.votes)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, votes]) => `${name} ${votes}`)
              .join(", ")}
            {round.dropped ? `; "${round.dropped}" drops out` : "."}
          </p>
        ))}
        <cf-button disabled={stage.get() === Stage.Closed} onClick={advance}>Next</cf-button>
      </cf-screen>
    ),
    stage,
    ballots,
    rounds,
    winner,
    problems,
    propose,
    vote: vote({ stage, ballots, proposals, ranking }),
    advance,
  };
});
