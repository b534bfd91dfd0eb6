import { pattern, render, UI } from "commonfabric";
const View = render<{ title: string }>(({ title }) => <h1>{title.toUpperCase()}</h1>);
export default pattern<{ title: string }>(({ title }) => ({ [UI]: <div>{View({ title })}</div> }));
