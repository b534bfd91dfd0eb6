import { pattern } from "commonfabric";
export default pattern<{ nick?: string; name: string; count: number | null }>(
  ({ nick, name, count }) => {
    const shown = nick ?? name;
    return { shown, size: (count ?? 0) + 1, fixed: nick ?? "none" };
  },
);
