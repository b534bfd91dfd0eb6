import { pattern, toSchema } from "commonfabric";
interface Settings {
  /** How wide. */
  width: number;
  mode: "dark" | "light";
}
export const SETTINGS = toSchema<Settings>();
export const TITLED = toSchema<Settings>({ title: "Settings" });
export default pattern<{ n: number }>(({ n }) => ({ n, settings: SETTINGS }));
