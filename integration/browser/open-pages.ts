/**
 * `open-pages.ts <chromium> <site>`: a process of its own for the browser, because its driver asks
 * for more permissions than a suite needs. Takes names of pages on standard input, a line each;
 * opens them one after another and prints what each reports as a line of JSON. Ends the browser and
 * itself when its input ends.
 */
import { chromium } from "playwright-core";
import type { PageReport } from "./page/report.ts";
import { serveSite } from "./serve-site.ts";

const PAGE_TIMEOUT_MS = 300_000;

const [executablePath, directory] = Deno.args as [string, string];
const site = serveSite(directory);
// A container runs as root, where Chromium refuses to build its own sandbox.
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
  let text = "";
  for await (const chunk of lines) {
    text += chunk;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const name = text.slice(0, end);
      text = text.slice(end + 1);
      console.log(JSON.stringify(await reportOf(name)));
    }
  }
} finally {
  await browser.close();
  await site.close();
}

/** The report of a page. One that fails to load, or says nothing in time, is one unexpected case. */
async function reportOf(name: string): Promise<PageReport> {
  const page = await browser.newPage();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const failed = new Promise<never>((_resolve, reject) => {
      page.on("pageerror", reject);
      page.on("crash", () => reject(new Error("The page crashed.")));
      const late = () => reject(new Error(`No report within ${PAGE_TIMEOUT_MS} ms.`));
      timer = setTimeout(late, PAGE_TIMEOUT_MS);
    });
    const reported = site.report(name);
    // A page that reports has loaded; its "load" event comes after that.
    const opened = page.goto(`${site.origin}/${name}`, { waitUntil: "commit" });
    const [report] = await Promise.race([Promise.all([reported, opened]), failed]);
    return report;
  } catch (error) {
    // In a locked-down page an error has no stack of its own.
    const answer = error instanceof Error ? error.stack || String(error) : String(error);
    return { cases: 1, unexpected: [{ name: "the page runs to its end", answer }] };
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}
