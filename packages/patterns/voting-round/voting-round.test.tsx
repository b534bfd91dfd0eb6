/** A voter has one ballot, the last; a stage refuses what is not its turn. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import VotingRound from "./main.tsx";

export default pattern(() => {
  const round = VotingRound({ proposals: ["Tea"], ballots: [], ranking: [] });

  return {
    expectRuntimeErrors: 2,
    [TESTS]: [
      { action: round.vote, event: { voter: "Ana", ranking: ["Tea"] } },
      { assertion: assert(() => round.ballots.length === 0 && round.stage === 1) },
      { action: round.advance },
      { action: round.propose, event: { proposal: "Cola" } },
      { assertion: assert(() => round.problems === "too few proposals, no votes") },
      { action: round.vote, event: { voter: "Ana", ranking: ["Tea"] } },
      { action: round.vote, event: { voter: "Bo", ranking: ["Cola"] } },
      { action: round.vote, event: { voter: "Ana", ranking: [] } },
      {
        assertion: assert(() =>
          valueEqual(round.ballots, [{ voter: "Bo", ranking: [] }, { voter: "Ana", ranking: [] }])
        ),
      },
      { action: round.advance },
      { action: round.advance },
      { action: round.vote, event: { voter: "Cem", ranking: ["Tea"] } },
      { assertion: assert(() => round.stage === 3 && round.ballots.length === 2) },
      {
        assertion: assert(() =>
          round[NAME] === "Vote: Tea won" && valueEqual(round.rounds, [{ votes: { Tea: 0 } }])
        ),
      },
      { render: round[UI] },
    ],
  };
});
