/** The pages of the suite on a port of this machine: their bundles and data, and their reports back. */
import type { PageReport } from "./page/report.ts";

/** Without it a page that evaluates text is refused: `script-src 'self'` is what the policy says then. */
const WITH_EVALUATOR = "default-src 'self'; script-src 'self' 'unsafe-eval'";
const WITHOUT_EVALUATOR = "default-src 'self'; script-src 'self'";

/** Pages whose name begins so are served with a policy that forbids evaluation. */
export const STRICT_PAGE = "strict-";

const TYPES: Readonly<Record<string, string>> = { js: "text/javascript", json: "application/json" };

export interface Site {
  readonly origin: string;
  /** The report that the page `name` sends next. */
  report(name: string): Promise<PageReport>;
  close(): Promise<void>;
}

/** Serves `directory` on a free port of 127.0.0.1: `/<name>` is the page that runs `<name>.js`. */
export function serveSite(directory: string): Site {
  const waiting = new Map<string, (report: PageReport) => void>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "POST") {
      const name = pathname.slice("/report/".length);
      const take = waiting.get(name);
      if (take === undefined) return new Response(null, { status: 404 });
      take(await request.json());
      return new Response(null);
    }
    if (!/^\/(?:types\/)?[\w-]+(?:\.[\w-]+)*$/.test(pathname)) {
      return new Response(null, { status: 404 });
    }
    if (!pathname.includes(".")) return htmlOf(pathname.slice(1));
    return await fileOf(`${directory}${pathname}`);
  });
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    report: (name) => new Promise((resolve) => waiting.set(name, resolve)),
    close: () => server.shutdown(),
  };
}

function htmlOf(name: string): Response {
  const script = `<script type="module" src="/${name}.js"></script>`;
  return new Response(`<!doctype html><meta charset="utf-8"><title>${name}</title>${script}`, {
    headers: {
      "content-type": "text/html",
      "content-security-policy": name.startsWith(STRICT_PAGE) ? WITHOUT_EVALUATOR : WITH_EVALUATOR,
    },
  });
}

async function fileOf(path: string): Promise<Response> {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = TYPES[extension] ?? "text/plain; charset=utf-8";
  try {
    return new Response(await Deno.readFile(path), { headers: { "content-type": type } });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return new Response(null, { status: 404 });
  }
}
