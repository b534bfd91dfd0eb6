import { handler, pattern, UI } from "commonfabric";
const tell = handler((_event, _state) => console.log("told"));
export default pattern<{ title: string }>((_input) => ({
  [UI]: <button onClick={tell({})}>tell</button>,
  fixed: 1,
}));
