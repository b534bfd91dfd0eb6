import { pattern } from "commonfabric";
interface Output {
  text: string;
}
export default pattern<{ on: boolean; a: string }, Output>(({ on, a }) =>
  on ? { text: a } : { text: "off" }
);
