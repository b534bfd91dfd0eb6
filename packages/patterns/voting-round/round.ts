/** A round of ranked votes: in each count the weakest proposal is dropped. */

export enum Stage {
  Proposing = 1,
  Voting,
  Closed,
}

export interface Ballot {
  voter: string;
  /** Proposals, the favourite first. */
  ranking: string[];
}

export interface Count {
  votes: Record<string, number>;
  dropped?: string;
}

function tally(ballots: readonly Ballot[], standing: readonly string[]): Record<string, number> {
  const votes = Object.fromEntries(standing.map((name) => [name, 0]));
  for (const { ranking } of ballots) {
    const choice = ranking.find((name) => standing.includes(name));
    if (choice !== undefined) votes[choice]! += 1;
  }
  return votes;
}

export function counts(ballots: readonly Ballot[], proposals: readonly string[]): Count[] {
  const votes = tally(ballots, proposals);
  if (proposals.length <= 1) return [{ votes }];
  const most = Math.max(...Object.values(votes));
  if (most * 2 > ballots.length) return [{ votes }];
  const dropped = [...proposals].reverse().reduce((least, name) =>
    votes[name]! < votes[least]! ? name : least
  );
  return [{ votes, dropped }, ...counts(ballots, proposals.filter((name) => name !== dropped))];
}

export function winnerOf(rounds: readonly Count[]): string | undefined {
  const last = rounds.at(-1);
  if (last === undefined) return undefined;
  const [first] = Object.entries(last.votes).sort(([, a], [, b]) => b - a);
  return first?.[0];
}
