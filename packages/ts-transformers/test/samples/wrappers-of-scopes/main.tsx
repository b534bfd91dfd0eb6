import { pattern, type PerSession, type PerSpace, type PerUser, type Writable } from "commonfabric";
interface Input {
  mine: PerUser<string>;
  ours: PerSpace<{ n: number }>;
  now: PerSession<Writable<number>>;
  open?: PerUser<boolean>;
}
export default pattern<Input>(({ mine, now }) => ({ mine, now }));
