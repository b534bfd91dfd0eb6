import { computed, pattern, Writable } from "commonfabric";
export default pattern<{ user: { name: string }; n: Writable<number> }>(({ user, n }) => ({
  name: user["name"],
  now: n["get"](),
  later: computed(() => n["get"]() + user["name"]["length"]),
}));
