/** What guests see of dates and texts is the same wherever the host is. */
import assert from "node:assert/strict";
import { IS_SWEEP } from "../../../packages/canonical/test/support/runs.ts";

const ROWS = ["09-compartment/08-locale", "09-compartment/09-locale-options"];
const HOSTS: readonly (readonly [zone: string, locale: string])[] = [
  ["America/St_Johns", "de-DE"],
  ["America/New_York", "tr-TR"],
  ["Pacific/Kiritimati", "ar-EG"],
  ["Pacific/Pago_Pago", "ja-JP"],
  ["Australia/Lord_Howe", "sv-SE"],
];

/** One start of a process in the ordinary run, all of them in the slow sweep. */
const hosts = IS_SWEEP ? HOSTS : HOSTS.slice(0, 1);

for (const [zone, locale] of hosts) {
  Deno.test(`rows of locale and time answer the same for a host in ${zone} that speaks ${locale}`, async () => {
    const { stdout, stderr } = await new Deno.Command("deno", {
      args: [
        "run",
        "--no-check",
        "--quiet",
        "-P=attacks",
        new URL("./support/judge-row.ts", import.meta.url).pathname,
        ...ROWS,
      ],
      env: { TZ: zone, LC_ALL: locale.replace("-", "_") + ".UTF-8", LANG: locale },
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.notEqual(text, "", new TextDecoder().decode(stderr));
    const seen = JSON.parse(text);
    assert.deepEqual([seen.zone, seen.locale], [zone, locale]);
    assert.ok(seen.judged > 10);
    assert.deepEqual(seen.unexpected, []);
  });
}
