/**
 * `deno-by-name`: processes of Deno are started as `deno`. The permission sets of the tasks grant the
 * name, which does not cover the file behind it.
 */
import { repositoryPath } from "../files.ts";

const CHOOSER = "packages/cli/command/deno-command-powers.ts";

export const denoByName: Deno.lint.Rule = {
  create(context) {
    if (repositoryPath(context.filename) === CHOOSER) return {};
    return {
      'CallExpression[callee.object.name="Deno"][callee.property.name="execPath"]'(node) {
        context.report({
          node,
          message: "Deno.execPath() is not what the permission sets of deno.json grant.",
          hint: 'Start "deno"; a command that also runs elsewhere asks denoCommand().',
        });
      },
    };
  },
};
