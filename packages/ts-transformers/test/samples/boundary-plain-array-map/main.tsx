import { pattern, UI } from "commonfabric";
const COLORS = ["red", "blue"];
export default pattern<{ color: string; n: number }>(({ color, n }) => ({
  [UI]: (
    <p>
      {COLORS.map((one) => {
        let text = one;
        text += "!";
        return <b>{text}{color === one && "*"}{n + 1}</b>;
      })}
      {Array.from({ length: 2 }, (_, i) => <i>{n + i}</i>)}
    </p>
  ),
}));
