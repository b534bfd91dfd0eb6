import { type Default, pattern } from "commonfabric";
interface Input {
  title: string;
  size?: number;
  at: { x: number };
  tags: string[];
  same: number | Default<3>;
}
export default pattern<Input>((
  { title = "none", size = 2, at = { x: 0 }, tags = ["a"], same = 3 },
) => ({ title, size, x: at.x, tags, same }));
