/** What a computation that failed has not given is asked for with `??`, and comes when it is mended. */
import { action, assert, NAME, pattern, TESTS, UI, Writable } from "commonfabric";
import Readings from "./main.tsx";

export default pattern(() => {
  const settings = new Writable('{ "unit": "F", "scale": 2 }');
  const readings = Readings({ settings });
  const breakIt = action(() => settings.set("{ unit:"));
  const mend = action(() => settings.set('{ "unit": "K", "scale": 10 }'));
  const lines = "kitchen, 3\nattic, x\n\nattic, 1.5\nkitchen, 4\n, 9";
  return {
    expectRuntimeErrors: 1,
    [TESTS]: [
      { assertion: assert(() => readings[NAME] === "No readings" && readings.kitchen === 0) },
      { assertion: assert(() => readings.stats === undefined && readings.unit === "F") },
      { action: readings.paste, event: { lines } },
      { assertion: assert(() => readings.refused.join("; ") === "line 2: attic, x; line 6: , 9") },
      { assertion: assert(() => readings.kitchen === 2 && readings.sensors.attic[0] === 1.5) },
      { assertion: assert(() => readings.sensors.cellar === undefined) },
      { assertion: assert(() => readings[NAME] === "3 to 8 F") },
      { action: breakIt },
      { assertion: assert(() => readings[NAME] === "1.5 to 4 ?") },
      { render: readings[UI] },
      { action: mend },
      { assertion: assert(() => readings.stats?.max === 40 && readings.unit === "K") },
    ],
  };
});
