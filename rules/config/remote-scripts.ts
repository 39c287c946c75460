import type { Shell, ShellCommand, Word } from '../launch/launch.ts';
import { programName } from '../launch/program.ts';
import type { Server } from './config.ts';
import { launchesOf } from './server-words.ts';

/** Something that is downloaded and run in one go. */
export interface RemoteScript {
  /** The address, or the program that fetches it. */
  readonly word: Word;
  /** Where it comes from, without anything that could be secret; '' where that cannot be told. */
  readonly host: string;
}

const DOWNLOADERS = words(
  'curl wget fetch aria2c xh http https iwr irm invoke-webrequest invoke-restmethod new-object start-bitstransfer',
);
const INTERPRETERS = words(
  'sh bash zsh dash ksh ash fish python node bun perl ruby php powershell pwsh iex invoke-expression',
);
const EVALUATORS = words('eval source . iex invoke-expression');
const SUBSTITUTED_DOWNLOAD = /(?:\$\(|<\(|`)\s*(?:curl|wget|fetch)\b/;

/** Code on the command line that fetches and evaluates: the one somewhere behind the other. */
interface Inline {
  readonly first: RegExp;
  readonly behind: RegExp;
}

const PYTHON_EVALUATES = /\b(?:exec|eval)\s*\(/;
const PYTHON_FETCHES = /urlopen|requests\.get|httpx\.get|urlretrieve/;
const FETCH_IN_JS: Inline = { first: /fetch\s*\(/, behind: /\beval\b|new Function/ };

const INLINE: Readonly<Record<string, readonly Inline[]>> = {
  python: [
    { first: PYTHON_EVALUATES, behind: PYTHON_FETCHES },
    { first: PYTHON_FETCHES, behind: PYTHON_EVALUATES },
  ],
  node: [FETCH_IN_JS, { first: /https?\.get\s*\(/, behind: FETCH_IN_JS.behind }],
  bun: [FETCH_IN_JS],
  perl: [
    { first: /\beval\b/, behind: /LWP/ },
    { first: /LWP/, behind: /\beval\b/ },
  ],
  ruby: [
    { first: /\beval\b/, behind: /open/ },
    { first: /open-uri/, behind: /\beval\b/ },
  ],
};

function evaluatesIn(code: string, { first, behind }: Inline): boolean {
  const start = first.exec(code);
  return start !== null && behind.test(code.slice(start.index + start[0].length));
}

/** Everything a server's command line downloads and runs unseen, each once. */
export function remoteScripts(server: Server): readonly RemoteScript[] {
  let found: RemoteScript[] | undefined;
  for (const { shells, program, serverArgs } of launchesOf(server)) {
    const ways = inlineOf(programName(program));
    if (shells.length === 0 && !ways) continue;
    found ??= [];
    for (const shell of shells) found.push(...inShell(shell));
    const code = ways && serverArgs.find(({ value }) => ways.some((it) => evaluatesIn(value, it)));
    if (code) found.push({ word: code, host: hostIn(code.value) });
  }
  if (!found || found.length === 0) return NONE;
  const seen = new Set<string>();
  return found.filter(({ word: { start, end } }) => {
    const id = `${start}-${end}`;
    return !seen.has(id) && seen.add(id);
  });
}

const NONE: readonly RemoteScript[] = [];

function inlineOf(program: string): readonly Inline[] | undefined {
  return Object.hasOwn(INLINE, program) ? INLINE[program] : undefined;
}

function inShell({ commands, dialect }: Shell): readonly RemoteScript[] {
  const found: RemoteScript[] = [];
  const downloads = new Set(commands.filter(isDownload));
  if (downloads.size === 0) return found;
  const nested = [...downloads].find((it) => it.nested || dialect === 'powershell');
  for (const [index, command] of commands.entries()) {
    if (downloads.has(command)) {
      if (isPipedOn(commands, index) || runsLater(command, commands, index + 1))
        found.push(scriptOf(command, index, commands));
    } else if (evaluates(command, dialect === 'powershell')) {
      if (nested) found.push(scriptOf(nested, commands.indexOf(nested), commands));
    }
  }
  return found;
}

function isDownload({ words: [first, second] }: ShellCommand): boolean {
  if (!first || !second || !DOWNLOADERS.has(programName(first))) return false;
  return programName(first) !== 'new-object' || /net\.webclient/i.test(second.value);
}

/** `curl … | tee log | bash`: whether the pipe ends in something that takes it for code. */
function isPipedOn(commands: readonly ShellCommand[], from: number): boolean {
  for (let index = from + 1; commands[index]?.joint === '|'; index += 1) {
    if (readsCode(commands[index]?.words ?? [])) return true;
  }
  return false;
}

/** `bash`, `bash -s -- --yes`, `sudo -E bash -`, `python3 -`; not `python -m json.tool`. */
function readsCode(all: readonly Word[]): boolean {
  const first = all.findIndex((word) => !/^(?:sudo|doas|env|exec|-.*|\w+=.*)$/.test(word.value));
  const program = all[first];
  if (!program || !INTERPRETERS.has(programName(program))) return false;
  const args = all.slice(first + 1).map(({ value }) => value);
  if (args.some((it) => /^-(?:[a-zA-Z]*[cme]|p|r|-eval|-print)$/i.test(it))) return false;
  const script = args.find((it) => !it.startsWith('-') || it === '-');
  return script === undefined || script === '-' || args.some((it) => /^-[a-z]*s$/.test(it));
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`, `$(curl …)`, `iex (irm …)`. */
function evaluates({ words: all }: ShellCommand, powershell: boolean): boolean {
  const [first, ...args] = all;
  if (!first) return false;
  const program = programName(first);
  if (powershell) return EVALUATORS.has(program) && program !== '.';
  if (SUBSTITUTED_DOWNLOAD.test(first.value)) return first.value.startsWith('$(');
  if (!args.some(({ value }) => SUBSTITUTED_DOWNLOAD.test(value))) return false;
  if (EVALUATORS.has(program)) return true;
  return (
    INTERPRETERS.has(program) &&
    args.some(({ value }, index) =>
      value.startsWith('<(')
        ? !/^-\w*c$/.test(args[index - 1]?.value ?? '')
        : SUBSTITUTED_DOWNLOAD.test(value) && /^-\w*[ce]$/.test(args[index - 1]?.value ?? ''),
    )
  );
}

/** `curl -o x.sh … && bash x.sh`. */
function runsLater(
  download: ShellCommand,
  commands: readonly ShellCommand[],
  from: number,
): boolean {
  const values = download.words.map(({ value }) => value);
  const flag = values.findIndex((it) => /^(?:-o|--output|-OutFile|-O)$/i.test(it));
  const named = values[flag + 1] ?? '';
  const file =
    flag < 0 ? '' : /:\/\//.test(named) || named.startsWith('-') ? basename(download) : named;
  if (file === '') return false;
  return commands.some(({ words: all }, index) => {
    if (index < from) return false;
    const plain = all.map(({ value }) => value.replace(/^\.\//, ''));
    const program = all[0] ? programName(all[0]) : '';
    const own = file.replace(/^\.\//, '');
    if (plain[0] === own) return true;
    return (INTERPRETERS.has(program) || EVALUATORS.has(program)) && plain.includes(own);
  });
}

function basename({ words: all }: ShellCommand): string {
  const url = all.find(({ value }) => /:\/\//.test(value))?.value ?? '';
  return url.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
}

function scriptOf(
  { words: own }: ShellCommand,
  index: number,
  commands: readonly ShellCommand[],
): RemoteScript {
  const [first] = own;
  if (!first) throw new Error('a command without words downloads nothing');
  // The parts of `(New-Object Net.WebClient).DownloadString('…')` are read as commands of their own.
  const parts = programName(first) === 'new-object' ? commands.slice(index + 1, index + 4) : [];
  const candidates = [...own, ...parts.flatMap((it) => it.words)];
  const word = candidates.find(({ value }) => /^[a-z]+:\/\//i.test(value)) ?? first;
  return { word, host: hostIn(word.value) };
}

function hostIn(value: string): string {
  return /\bhttps?:\/\/(?:[^@/\s'"]*@)?([\w.-]+)/i.exec(value)?.[1] ?? '';
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
