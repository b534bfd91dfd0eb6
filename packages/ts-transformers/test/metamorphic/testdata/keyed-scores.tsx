import { computed, NAME, pattern, UI, Writable } from "commonfabric";
type Scores = Record<string, number>;
interface Input {
  scores: Scores;
  who: string;
  players: { id: string; alias?: string }[];
  pick: Writable<string>;
}
export default pattern<Input>(({ scores, who, players, pick }) => {
  const ranking = computed(() =>
    Object.entries(scores).toSorted((a, b) => b[1] - a[1]).map(([name, score]) => ({ name, score }))
  );
  return {
    [NAME]: who,
    [UI]: (
      <div>
        {scores[who] ?? 0}
        {scores[pick.get()] === undefined ? "unknown" : "known"}
        {players.map((player) => <li>{player.alias ?? player.id}: {scores[player.id] ?? "-"}</li>)}
        {Object.entries(scores).map(([name, score]) => (
          <p onClick={() => pick.set(name)}>{name}={score}</p>
        ))}
        {Object.keys(scores).length > 0 && <b>{Object.keys(scores).join("/")}</b>}
        {ranking.map((entry, place) => <i>{place + 1}. {entry.name} {entry.score}</i>)}
        {who in scores ? "in" : "out"}
      </div>
    ),
    ranking,
    json: JSON.stringify(scores),
  };
});
