import { pattern, UI } from "commonfabric";
export default pattern<{ scores: Record<string, number>; who: string; all: string[] }>(
  ({ scores, who, all }) => {
    const next = scores[who] + 1;
    return {
      next,
      [UI]: <div title={`${scores[who]}`}>{scores[who]}{all.map((name) => <b>{scores[name]}</b>)}</div>,
    };
  },
);
