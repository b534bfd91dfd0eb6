/**
 * Identity, verifier and loader in headless Chromium, which has `Object.prototype.__proto__` and
 * neither Deno nor Node. Without Chromium the suite is skipped and says so; with
 * `CF_REQUIRE_BROWSER=1` it fails.
 */
import assert from "node:assert/strict";
import type { Case, Suite } from "../harness/suite.ts";
import { bundlePages } from "./bundle-pages.ts";
import { Chromium, findChromium } from "./chromium.ts";
import { type DataName, writePageData } from "./corpus/page-data.ts";
import type { PageReport } from "./page/report.ts";
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
    await open?.then((shared) => shared.close(), () => {});
  },
};

/** What all cases share. */
interface Shared {
  readonly chromium: Chromium;
  /** Makes data for pages, once. */
  prepare(name: DataName): Promise<void>;
  close(): Promise<void>;
}

let running: Promise<Shared> | undefined;

function pageCases(path: string): Case[] {
  return pageEntries().map(({ name, data }) => ({
    name,
    run: async () => {
      const { chromium, prepare } = await (running ??= start(path));
      for (const each of data) await prepare(each);
      return told(await chromium.report(name));
    },
  }));
}

/** The line of a report. @throws {AssertionError} when a case was not as expected */
function told({ cases, unexpected, remark }: PageReport): string {
  const text = unexpected.map(({ name, answer }) => `${name}\n${answer.replace(/^/gm, "    ")}`);
  assert.equal(unexpected.length, 0, `${unexpected.length} of ${cases}:\n${text.join("\n")}`);
  assert.ok(cases > 0, "no case ran");
  return remark === undefined ? `${cases} cases` : `${cases} cases, ${remark}`;
}

async function start(path: string): Promise<Shared> {
  const directory = await Deno.makeTempDir({ prefix: "cf-browser-" });
  const remove = () => Deno.remove(directory, { recursive: true });
  try {
    const site = `${directory}/site`;
    await bundlePages(pageEntries(), site);
    const chromium = new Chromium(path, site);
    const prepared = new Map<DataName, Promise<void>>();
    return {
      chromium,
      prepare(name) {
        const known = prepared.get(name) ?? writePageData(site, name);
        prepared.set(name, known);
        return known;
      },
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
