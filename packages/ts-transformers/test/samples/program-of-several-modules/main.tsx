import { pattern, UI } from "commonfabric";
import { Line } from "./line.tsx";
import { LABELS, money } from "./money.ts";
import type { Row } from "./types.ts";
export default pattern<{ rows: Row[]; rate: number }>(({ rows, rate }) => ({
  [UI]: <ul title={LABELS.total}>{rows.map((row) => <Line row={row} rate={rate} />)}</ul>,
  total: money(rows, rate),
}));
