/** `cf piece getsrc P`: the authored files behind a piece, out of the store. */
import { dirname, join, resolve } from "node:path/posix";
import { quote } from "@commonfabric/contract";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { CommandPowers } from "../command/command-powers.ts";
import type { VerbContext } from "../command/verb.ts";
import { storedPiece } from "../pieces/stored-piece.ts";
import { programOf } from "../program/stored-program.ts";
import { piecePlaceOf, withStore } from "../store/place.ts";

export async function pieceGetsrc(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const { address, stores, text } = await piecePlaceOf(invocation.operands[0]!, context);
  const { pointer, program } = await withStore(stores, address.space, async (store) => {
    const { pointer } = await storedPiece(store, address);
    return { pointer, program: await programOf(store, pointer.identity) };
  });
  const output = invocation.option("output");
  if (output !== undefined) await writeFiles(program, resolve(powers.cwd, output), powers);
  const files = program.files.map(({ name, contents }) => ({ path: name, contents }));
  if (printer.settings.json) {
    printer.document({
      format: "cf.piece-getsrc/1",
      ok: true,
      address: text,
      pointer,
      main: program.main,
      files,
    });
  } else if (output === undefined) {
    for (const { path, contents } of files) {
      if (files.length > 1) printer.line(`// ${path}`);
      printer.line(contents.replace(/\n$/, ""));
    }
  } else for (const { path } of files) printer.hint(`wrote ${join(output, path)}`);
  return EXIT.ok;
}

/** Writes all files, or none when one would replace another text. */
async function writeFiles(
  { files }: ResolvedProgram,
  directory: string,
  powers: CommandPowers,
): Promise<void> {
  const targets = files.map(({ name, contents }) => ({ file: join(directory, name), contents }));
  for (const { file, contents } of targets) {
    if (!file.startsWith(directory.endsWith("/") ? directory : `${directory}/`)) {
      throw new CommandError(`not written: ${quote(file)} is outside ${quote(directory)}`);
    }
    if (await powers.isFile(file) && await powers.readTextFile(file) !== contents) {
      throw new CommandError(
        `not written: ${quote(file)} has another text; remove it, or name another directory`,
      );
    }
  }
  for (const { file, contents } of targets) {
    await powers.makeDirectory(dirname(file));
    await powers.writeTextFile(file, contents);
  }
}
