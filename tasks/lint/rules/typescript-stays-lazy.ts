/** `typescript-stays-lazy`: a warm load never evaluates TypeScript, so no warm file may import it. */
import { isShipped, repositoryPath } from "../files.ts";

const COMPILER_CHUNK = /^packages\/(?:js-compiler\/typescript|schema-generator|ts-transformers)\//;

export const typescriptStaysLazy: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename)) return {};
    if (COMPILER_CHUNK.test(repositoryPath(context.filename))) return {};
    return {
      ImportDeclaration(node) {
        if (node.importKind === "type") return;
        if (!/^(?:typescript$|@commonfabric\/ts-transformers)/.test(node.source.value)) return;
        context.report({
          node,
          message: `A static import of ${node.source.value} loads the compiler on the warm path.`,
          hint: "Import the type only, or reach it through ensureCompiler().",
        });
      },
    };
  },
};
