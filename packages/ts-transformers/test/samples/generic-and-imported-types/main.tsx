import { computed, pattern } from "commonfabric";
import type { Page, Row } from "./types.ts";
export default pattern<{ page: Page<Row>; pages: Page<string>[] }>(({ page, pages }) => ({
  titles: page.rows.map((row) => row.title),
  total: computed(() => pages.reduce((sum, one) => sum + one.total, page.total)),
}));
