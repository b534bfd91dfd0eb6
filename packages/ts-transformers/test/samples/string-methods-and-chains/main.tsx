import { pattern, UI } from "commonfabric";
export default pattern<{ text: string; parts: string[] }>(({ text, parts }) => ({
  [UI]: (
    <p>
      {text.split(",").map((part) => <b>{part.trim()}</b>)}
      {parts.map((part) => part.toUpperCase()).join("/")}
      {parts.slice().sort().reverse()[0]}
      {text.length > 3 ? text.slice(0, 3) + "..." : text}
    </p>
  ),
}));
