import { type Cfc, type Confidential, type Integrity, pattern } from "commonfabric";
interface Input {
  secret: Confidential<string, ["me"]>;
  sure: Integrity<{ n: number }, ["checked"]>;
  both: Cfc<string, { confidentiality: ["a"]; integrity: ["b"] }>;
}
export default pattern<Input>(({ secret }) => ({ secret }));
