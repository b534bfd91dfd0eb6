import { pattern, UI } from "commonfabric";
const Badge = ({ text }: { text: string }) => <b>{text.toUpperCase()}</b>;
export default pattern<{ title: string }>(({ title }) => ({
  [UI]: <div><Badge text={title} /></div>,
}));
