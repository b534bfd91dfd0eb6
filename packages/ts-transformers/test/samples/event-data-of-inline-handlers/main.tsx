import { pattern, UI, Writable } from "commonfabric";
export default pattern<{ text: Writable<string>; on: Writable<boolean> }>(({ text, on }) => ({
  [UI]: (
    <div>
      <input onChange={(event) => text.set(event.target?.value ?? "")} />
      <cf-checkbox oncf-change={({ detail }) => on.set(detail.checked)} />
      <cf-message-input oncf-send={(e: { detail: { message: string } }) => text.set(e.detail.message)} />
      <button onClick={() => text.set("")}>clear</button>
    </div>
  ),
}));
