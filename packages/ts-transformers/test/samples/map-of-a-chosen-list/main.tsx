import { pattern, UI } from "commonfabric";
export default pattern<{ on: boolean; a: { n: number }[]; b: { n: number }[] }>(({ on, a, b }) => {
  const shown = on ? a : b;
  return {
    [UI]: <ul>{shown.map((row) => <li>{row.n}</li>)}</ul>,
    all: (on ? a : b).map((row) => row.n + 1),
    size: shown.length,
  };
});
