import { pattern, UI } from "commonfabric";
export default pattern<{ title: string; n: number }>(({ title, n }) => {
  const label = (() => {
    if (title === "") return "untitled";
    return title.trim();
  })();
  const sum = ((by: number) => n * by)(n + 1);
  return {
    label,
    sum,
    [UI]: (
      <div>
        {(() => {
          const twice = n * 2;
          return <b title={title}>{twice}</b>;
        })()}
        {((text: string) => <i>{text + title}</i>)("fixed")}
      </div>
    ),
  };
});
