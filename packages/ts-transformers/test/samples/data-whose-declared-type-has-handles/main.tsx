import { pattern, type Writable } from "commonfabric";
interface Link {
  title: string;
  cell?: Writable<string>;
}
const LINKS = [] as Link[];
const NAMED: readonly Link[] = [{ title: "a" }];
const ANY: any = JSON.parse("{}");
export default pattern<{ links: Link[] }>(({ links }) => ({
  links,
  count: LINKS.length + NAMED.length,
  first: NAMED[0].title,
  any: ANY,
}));
