import { computed, pattern, SELF, Writable } from "commonfabric";
interface Output {
  title: string;
  link: unknown;
  picked: Writable<unknown>;
}
export default pattern<{ title: string; picked: Writable<unknown> }, Output>(
  ({ title, picked, [SELF]: self }) => ({
    title: computed(() => `${title}!`),
    link: self,
    picked,
  }),
);
