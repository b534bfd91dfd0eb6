import { computed, pattern } from "commonfabric";
interface Row {
  name: string;
  tags: string[];
}
export default pattern<{ rows: Row[]; tag: string; min: number }>(({ rows, tag, min }) => ({
  hits: computed(() =>
    rows.filter((row) => row.tags.some((one) => one === tag)).map((row) => row.name).slice(0, min)
  ),
}));
