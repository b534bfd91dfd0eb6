/**
 * Identity, verifier and loader in headless Chromium, which has `Object.prototype.__proto__` and
 * neither Deno nor Node. Without Chromium the suite is skipped and says so; with
 * `CF_REQUIRE_BROWSER=1` it fails.
 */
import assert from "node:assert/strict";
import type { Case, Suite } from "../harness/suite.ts";
import { bundlePages } from "./bundle-pages.ts";
import { Chromium, findChromium } from "./chromium.ts";
import { writePageData } from "./corpus/page-data.ts";
import { pageEntries } from "./pages.ts";

export const browserSuite: Suite = {
  name: "browser",
  cases: async () => {
    const path = await findChromium();
    if (path !== undefined) return pageCases(path);
    const name = "chromium is installed";
    const skipped = "skipped: chromium not found";
    if (Deno.env.get("CF_REQUIRE_BROWSER") !== "1") return [{ name, skipped }];
    return [{ name, run: () => Promise.reject(new Error(`CF_REQUIRE_BROWSER: ${skipped}`)) }];
  },
  end: async () => {
    const open = running;
    running = undefined;
    // A browser that could not be started is what the cases have told.
    await open?.then((browser) => browser.close(), () => {});
  },
};

/** The browser of all cases, with the directory of its site. */
let running: Promise<{ chromium: Chromium; close(): Promise<void> }> | undefined;

function pageCases(path: string): Case[] {
  return [...pageEntries().keys()].map((name) => ({
    name,
    run: async () => {
      const { chromium } = await (running ??= start(path));
      const { cases, unexpected, remark } = await chromium.report(name);
      const text = unexpected.map(({ name, answer }) => `${name}\n${answer.replace(/^/gm, "    ")}`)
        .join("\n");
      assert.equal(unexpected.length, 0, `${unexpected.length} of ${cases}:\n${text}`);
      assert.ok(cases > 0, "no case ran");
      return remark === undefined ? `${cases} cases` : `${cases} cases, ${remark}`;
    },
  }));
}

async function start(path: string): Promise<{ chromium: Chromium; close(): Promise<void> }> {
  const directory = await Deno.makeTempDir({ prefix: "cf-browser-" });
  const remove = () => Deno.remove(directory, { recursive: true });
  try {
    const site = `${directory}/site`;
    await bundlePages(pageEntries(), site);
    await writePageData(site);
    const chromium = new Chromium(path, site);
    return {
      chromium,
      close: async () => {
        await chromium.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
