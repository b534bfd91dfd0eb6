/** A palette of colours: styles built from spreads, structures of reactive members, typed events. */
import {
  action,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { brightness, channels, isHex, lighter, type Swatch } from "./color.ts";

interface Input {
  swatches: Writable<Default<Swatch[], [{ name: "Ink"; hex: "#112233" }]>>;
  size: Writable<number | Default<48>>;
  dense: Writable<boolean | Default<false>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  swatches: Swatch[];
  css: string;
  selected: { name: string; hex: string; red: number; tints: string[] } | null;
  add: Stream<Swatch>;
  select: Stream<{ index: number }>;
}

const BASE = { display: "inline-block", borderRadius: "4px" };

const add = handler<Swatch, { swatches: Writable<Swatch[]> }>(({ name, hex }, { swatches }) => {
  if (!isHex(hex)) throw new Error(`"${hex}" is no colour.`);
  swatches.push({ name, hex });
});

const resize = handler<
  { target?: { value?: string } },
  { size: Writable<number>; limit: { least: number; most: number } }
>(({ target }, { size, limit }) => {
  const wanted = Number(target?.value ?? "0");
  size.set(Math.min(limit.most, Math.max(limit.least, wanted)));
});

export default pattern<Input, Output>(({ swatches, size, dense }) => {
  const at = new Writable<number>(-1);
  const picked = computed(() => swatches.get()[at.get()]);
  const settings = { size: size.get(), dense: dense.get(), kind: "square" };
  const { size: side, ...layout } = { ...settings, gap: dense.get() ? 0 : 8 };
  const css = swatches.get()
    .map(({ name, hex }) => `--${name.toLowerCase().replaceAll(" ", "-")}: ${hex};`)
    .join("\n");

  const select = action<{ index: number }>(({ index }) => at.set(index));

  return {
    [NAME]: `Palette of ${swatches.get().length}`,
    [UI]: (
      <section class={layout.dense ? "dense" : `loose ${layout.kind}`}>
        <input
          type="range"
          value={size}
          onInput={resize({ size, limit: { least: 16, most: 96 } })}
        />
        <cf-checkbox $checked={dense} />
        <div style={{ display: "flex", gap: `${layout.gap}px` }}>
          {swatches.map((swatch, index) => (
            <span
              title={`${swatch.name} — ${swatch.hex}`}
              style={{
                ...BASE,
                width: `${side}px`,
                height: `${side}px`,
                background: swatch.hex,
                color: brightness(swatch.hex) > 0.5 ? "black" : "white",
                ...(at.get() === index ? { outline: "2px solid" } : {}),
              }}
              onClick={() => at.get() === index ? at.set(-1) : at.set(index)}
            >
              {swatch.name[0]}
            </span>
          ))}
        </div>
        {picked && (
          <p>
            {picked.name}: rgb({channels(picked.hex).join(", ")})
            {[0.25, 0.5].map((by) => <i style={{ background: lighter(picked.hex, by) }}>{by}</i>)}
          </p>
        )}
        <pre>{css}</pre>
      </section>
    ),
    swatches,
    css,
    selected: picked
      ? {
        ...picked,
        red: channels(picked.hex)[0],
        tints: [0.5, 0.75].map((by) => lighter(picked.hex, by)),
      }
      : null,
    add: add({ swatches }),
    select,
  };
});
