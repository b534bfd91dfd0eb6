/** Options of verbs that run pieces: what built-ins may ask for. */
import type { OptionSpec } from "../verb.ts";

/** Without them every request is answered with an error. */
export const NETWORK: readonly OptionSpec[] = [
  { name: "allow-net", value: "HOST,...", help: "hosts that built-ins may ask" },
  { name: "fetch-mocks", value: "FILE", help: "replies given in advance, as JSON" },
];
