import { pattern } from "commonfabric";
interface Named {
  name: string;
}
type Aged = Named & { age: number; name: string };
export default pattern<{ aged: Aged; plain: Named & { id?: string }; odd: Named & string[] }>(
  ({ aged }) => ({ name: aged.name }),
);
