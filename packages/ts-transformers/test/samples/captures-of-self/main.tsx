import { action, pattern, SELF, Writable } from "commonfabric";
interface Output {
  title: string;
}
export default pattern<{ title: string; opened: Writable<Output[]> }, Output>(
  ({ title, opened, [SELF]: self }) => {
    const open = action(() => opened.push(self));
    return { title, open };
  },
);
