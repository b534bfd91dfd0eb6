/** Only colours of six digits are taken; what is selected is a place, and shows what is there. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import Palette from "./main.tsx";

export default pattern(() => {
  const swatches = new Writable<{ name: string; hex: string }[]>([]);
  const palette = Palette({ swatches });
  const replace = action(() => swatches.key(0).set({ name: "Dark Pine Green", hex: "#004000" }));

  return {
    expectRuntimeErrors: 2,
    [TESTS]: [
      { assertion: assert(() => palette[NAME] === "Palette of 0" && palette.css === "") },
      { action: palette.select, event: { index: 0 } },
      { assertion: assert(() => palette.selected === null) },
      { action: palette.add, event: { name: "Short", hex: "#fff" } },
      { action: palette.add, event: { name: "Loud", hex: "#FFFFFF" } },
      { assertion: assert(() => palette.swatches.length === 0) },
      { action: palette.add, event: { name: "White", hex: "#ffffff" } },
      {
        assertion: assert(() =>
          valueEqual(palette.selected?.tints, ["#ffffff", "#ffffff"]) &&
          palette.selected?.red === 255
        ),
      },
      { render: palette[UI] },
      { action: replace },
      { assertion: assert(() => palette.css === "--dark-pine-green: #004000;") },
      { assertion: assert(() => palette.selected?.tints.join() === "#80a080,#bfcfbf") },
      { action: action(() => swatches.set([])) },
      { assertion: assert(() => palette.selected === null) },
    ],
  };
});
