/** `cf completion bash|zsh|fish`: a script that asks `cf __complete` for candidates. */
import { quote } from "@commonfabric/contract";
import { UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";

/** Where `cf __complete` answers nothing, the shell completes files. */
const SCRIPTS: ReadonlyMap<string, string> = new Map([
  [
    "bash",
    `# cf completion bash: source <(cf completion bash)
# A name begins with "@", which bash would take for the begin of a host.
COMP_WORDBREAKS=\${COMP_WORDBREAKS//@/}
_cf() {
  local IFS=$'\\n'
  COMPREPLY=($(cf __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _cf cf
`,
  ],
  [
    "zsh",
    `#compdef cf
# cf completion zsh: source <(cf completion zsh)
_cf() {
  local -a found
  found=("\${(@f)$(cf __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _cf cf
`,
  ],
  [
    "fish",
    `# cf completion fish: cf completion fish | source
complete -c cf -a '(cf __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
  ],
]);

export function completion({ invocation, printer }: VerbContext): Promise<number> {
  const shell = invocation.operands[0]!;
  const script = SCRIPTS.get(shell);
  if (script === undefined) {
    throw new UsageError(
      `unknown shell: ${quote(shell)} (known: ${[...SCRIPTS.keys()].join(", ")})`,
    );
  }
  if (printer.settings.json) {
    printer.document({ format: "cf.completion/1", ok: true, shell, script });
  } else printer.line(script.trimEnd());
  return Promise.resolve(EXIT.ok);
}
