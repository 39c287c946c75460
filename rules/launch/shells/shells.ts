import type { ShellDialect, Word } from '../launch.ts';

/** What a shell is told to do on a command line. */
export interface ShellCall {
  readonly dialect: ShellDialect;
  /** The string it interprets; missing where it is given word by word, or cannot be read. */
  readonly script?: Word;
  /** Word by word, or what follows the string. */
  readonly rest: readonly Word[];
  /** Whether the string is base64 that nobody can read. */
  readonly opaque?: true;
}

const POSIX: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish']);
const POWERSHELL: ReadonlySet<string> = new Set(['powershell', 'pwsh', 'powershell_ise']);

/** Whether a shell interprets what follows, and what; undefined for other programs and for a script's file. */
export function readShell(program: string, args: readonly Word[]): ShellCall | undefined {
  if (POSIX.has(program)) return readPosixCall(args);
  if (program === 'busybox' && POSIX.has(args[0]?.value ?? '')) return readPosixCall(args.slice(1));
  if (program === 'cmd') return readCmdCall(args);
  return POWERSHELL.has(program) ? readPowershellCall(args) : undefined;
}

/** `-c`, `-lc`, `-euo pipefail -c`, `--login -c`: the first word that is no flag is the string, `$0` follows. */
function readPosixCall(args: readonly Word[]): ShellCall | undefined {
  let isString = false;
  let next = 0;
  for (; next < args.length; next += 1) {
    const value = args[next]?.value ?? '';
    if (!/^[-+]./.test(value)) break;
    if (value === '--') {
      next += 1;
      break;
    }
    if (/^-[abd-zA-Z]*c[A-Za-z]*$/.test(value) || value === '--command') isString = true;
    if (/^[-+][A-Za-z]*[oO]$/.test(value) || /^--(?:rcfile|init-file)$/.test(value)) next += 1;
  }
  const script = args[next];
  return isString && script ? { dialect: 'posix', script, rest: args.slice(next + 1) } : undefined;
}

/** `/c`, `/k`, `/d /s /c`; `//c` is how Git Bash writes it. */
function readCmdCall(args: readonly Word[]): ShellCall | undefined {
  const next = args.findIndex(({ value }) => !/^\/{1,2}[a-z]$|^\/[a-z]:\w+$/i.test(value));
  const flags = next < 0 ? args : args.slice(0, next);
  if (!flags.some(({ value }) => /^\/{1,2}[ckr]$/i.test(value))) return undefined;
  return { dialect: 'cmd', rest: next < 0 ? [] : args.slice(next) };
}

const TAKES_VALUE =
  /^[-/](?:ex|ep|ec|executionp|w|wi|wd|v|ver|ps|inp|if|o|of|outp|conf|cus|set)[a-z]*$/i;

/** PowerShell takes any beginning of a flag's name: `-c`, `-Command`, `-NoP`. */
function readPowershellCall(args: readonly Word[]): ShellCall | undefined {
  for (let next = 0; next < args.length; next += 1) {
    const value = args[next]?.value ?? '';
    if (/^[-/](?:e|ec|en[a-z]*)$/i.test(value))
      return { dialect: 'powershell', rest: args.slice(next), opaque: true };
    if (/^[-/](?:c|co[a-z]*|cwa)$/i.test(value) && !/^[-/]conf/i.test(value)) {
      return { dialect: 'powershell', rest: args.slice(next + 1) };
    }
    if (/^[-/]f/i.test(value)) return undefined;
    if (TAKES_VALUE.test(value)) next += 1;
    else if (!/^[-/][a-z]+$/i.test(value)) {
      // A bare word is a script's file, or to Windows' own PowerShell a command.
      return /\.ps1$/i.test(value) ? undefined : { dialect: 'powershell', rest: args.slice(next) };
    }
  }
  return undefined;
}
