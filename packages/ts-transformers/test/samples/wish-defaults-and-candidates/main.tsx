import { computed, pattern, UI, wish } from "commonfabric";
interface Profile {
  name: string;
  tags: string[];
}
export default pattern<{ n: number }>(({ n }) => {
  const profile = wish<Profile>({ query: "#profile" });
  const { result } = wish<{ items: string[] }>({ query: "#default", path: ["list"] });
  const now = wish<number>({ query: "#now" }).result;
  return {
    [UI]: <p title={profile.result?.name}>{profile.result?.tags?.map((tag) => <b>{tag}</b>)}</p>,
    count: computed(() => (result?.items ?? []).length + n),
    later: computed(() => (now ?? 0) + 1),
    text: profile.result?.name ?? "nobody",
  };
});
