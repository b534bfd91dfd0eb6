import { handler, pattern, Writable } from "commonfabric";
const load = handler<{ text: string }, { out: Writable<string>; prefix: string }>(
  async ({ text }, { out, prefix }) => {
    await Promise.resolve();
    out.set(prefix + text);
  },
);
export default pattern<{ out: Writable<string>; prefix: string }>(({ out, prefix }) => ({
  load: load({ out, prefix }),
}));
