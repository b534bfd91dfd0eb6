import { computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Input {
  width: number;
  theme: { color?: string; bold: boolean };
  classes: string[];
  open: Writable<boolean>;
  labels: Record<string, string>;
}
export default pattern<Input>(({ width, theme, classes, open, labels }) => {
  const base = { padding: "1px", margin: 0 };
  const style = computed(() => ({ width: `${width}px`, color: theme.color ?? "black" }));
  return {
    [NAME]: "attributes",
    [UI]: (
      <div style={style} class={classes.join(" ")} data-open={open.get()}>
        <p style={{ ...base, width: width * 2, ...(theme.bold ? { fontWeight: "bold" } : {}) }}>
          a
        </p>
        <p
          style={`width: ${width}px; color: ${theme.color ?? "red"}`}
          title={theme.bold ? "bold" : undefined}
        >
          b
        </p>
        <p
          class={["x", theme.bold ? "bold" : "", open.get() && "open"].filter(Boolean).join(" ")}
          hidden={!open.get()}
        >
          c
        </p>
        <cf-modal $open={open} label={labels.title ?? "none"} dismissible={width > 1 && theme.bold}>
          d
        </cf-modal>
        <cf-button
          disabled={width === 0 || !open.get()}
          onClick={() => open.set(!open.get())}
          aria-label={`${width}`}
        >
          e
        </cf-button>
        {width > 0 ? <i style={{ width }}>{-width}</i> : !theme.bold && <u>{typeof width}</u>}
        {open.get() ? classes.map((name) => <b class={name}>{name}</b>) : []}
      </div>
    ),
    style,
  };
});
