import { type DeepDefault, type Default, pattern } from "commonfabric";
const START = { x: 1, y: 2 };
interface Theme {
  dark: boolean;
  colors: { fg: string; bg: string };
}
interface Input {
  at: Default<{ x: number; y: number }, typeof START>;
  theme: Theme | DeepDefault<{ dark: true; colors: { fg: "black" } }>;
}
export default pattern<Input>(({ at, theme }) => ({ x: at.x, fg: theme.colors.fg }));
