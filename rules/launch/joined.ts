/** Programs that fetch what their first plain argument names: nothing of the kind has a blank in its name. */
const FETCHING: ReadonlySet<string> = new Set([
  'npx',
  'bunx',
  'pnpx',
  'pnpm',
  'yarn',
  'npm',
  'bun',
  'uvx',
  'uv',
  'pipx',
  'dnx',
  'docker',
  'podman',
  'nerdctl',
]);

/** Programs to which a whole command line may be one argument. */
const TAKES_LINES: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'zsh',
  'fish',
  'dash',
  'ksh',
  'cmd',
  'powershell',
  'pwsh',
  'ssh',
  'su',
  'sudo',
  'wsl',
  'env',
  'nix-shell',
  'expect',
  'script',
]);

/** Flags of launchers that take no value. */
const SWITCH =
  /^(?:-y|--yes|-q|--quiet|-s|--silent|-i|-t|-it|-ti|--rm|--init|--interactive|--offline|--isolated|--no-cache|--)$/;
/** Flags whose value may well look like flags. */
const HANDS_ON =
  /^(?:-[ce]|--eval|-Command|\/[ck])$|^-.*(?:args?|opts?|options|flags|params|cmd|command|stdio|exec|run|entrypoint|shell|script)$/i;

/**
 * Whether an argument is several that people put into one text: the program gets all of it as a single word.
 *
 * @param command the program, as written
 * @param args all arguments
 * @param index which of them
 * @returns what stands between them; undefined for a value that only has blanks or commas in it
 */
export function joinedBy(
  command: string,
  args: readonly string[],
  index: number,
): 'blanks' | 'commas' | undefined {
  const value = args[index] ?? '';
  const { program, from } = programOf(command, args);
  if (index < from || TAKES_LINES.has(program)) return undefined;
  const before = index > from ? (args[index - 1] ?? '') : '';
  if (HANDS_ON.test(before)) return undefined;
  if (/^-{1,2}[A-Za-z][\w-]{0,40},\S/.test(value) && /,-|^-y,/.test(value)) {
    return /\s/.test(value) || value.startsWith('-W') ? undefined : 'commas';
  }
  if (!/\S\s+\S/.test(value)) return undefined;
  if (/^--?[A-Za-z][\w-]{0,60}\s+\S/.test(value)) return 'blanks';
  return isFirst(args, from, index) && startsLine(program, value) ? 'blanks' : undefined;
}

/** Behind `cmd /c` stands the program that counts. */
function programOf(command: string, args: readonly string[]): { program: string; from: number } {
  const first = nameOf(command);
  const [flag = '', next] = args;
  if (first === 'cmd' && /^\/[ck]$/i.test(flag) && next !== undefined)
    return { program: nameOf(next), from: 2 };
  return { program: first, from: 0 };
}

function nameOf(command: string): string {
  const name = command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
  return name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
}

/** Whether nothing but switches stands in front. */
function isFirst(args: readonly string[], from: number, index: number): boolean {
  return args.slice(from, index).every((it) => SWITCH.test(it));
}

/** Whether the first plain argument goes on like a command line. A path may have blanks in it. */
function startsLine(program: string, value: string): boolean {
  if (/^(?:[A-Za-z]:[\\/]|[\\/~.$%"'{[(<])/.test(value)) return false;
  if (/^\S{1,200}\s+--?[A-Za-z]/.test(value)) return true;
  // `foo >= 1 ; python_version > "3"` and `foo @ https://…` are one requirement of Python.
  if (/[;"']|\s@\s/.test(value)) return false;
  return FETCHING.has(program) && /^[@A-Za-z0-9][\w@./:=<>~^+-]*\s+[\w@./-]/.test(value);
}
