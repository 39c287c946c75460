import { movedPackageOf } from '../catalog/moved.ts';
import { knownServer } from '../catalog/servers.ts';
import type { Place, Server } from '../config/config.ts';
import type { TextNode } from '../document/node.ts';
import type { Ecosystem } from '../findings/ecosystem.ts';
import type { Launch, Word } from '../launch/launch.ts';
import type { Span } from '../text/span.ts';
import { safe } from './safe.ts';

/** `${input:id}`, `${env:NAME}`, `${NAME}`, `$NAME`, `%NAME%`, `{{name}}`: without a default, which may be a secret. */
const REFERENCE =
  /^(?:\$\{(?:(?:input|env|secrets?|user_config|vault):)?[A-Za-z_][\w.-]{0,80}\}|\$[A-Z_][A-Z0-9_]*|%[A-Z_][A-Z0-9_]*%|\{\{ ?[A-Za-z_][\w.-]{0,80} ?\}\}|\{(?:env|file):[A-Za-z_][\w.-]{0,80}\})$/;
const SCHEME_OF_HEADER = /^(?:Bearer|Basic|Token|Digest) +/i;
const ADDRESS = /^((?:https?|wss?):\/\/)(?:[^@/?#]*@)?([^/?#]*)([^?#]*)/i;
/** What stands in configs as a word of its own and says nothing about anybody. */
const WORDS: ReadonlySet<string> = new Set(
  'stdio http https sse ws streamable-http streamableHttp local remote true false run exec dlx tool x install create start serve server mcp gateway connect dnx uvx node python python3 deno bun env sh bash cmd powershell always never ask auto all'.split(
    ' ',
  ),
);
/** The name of a variable, as lists of names hold it. */
const NAME = /^[A-Z]{2,16}(?:_[A-Z]{2,16}){1,6}$/;
/** Pieces of a word as people write them: what is random mixes them. */
const PIECE = /^(?:[A-Z]?[a-z]{0,16}\d{0,2}|[A-Z]{1,12}|\d{1,4}|v\d{1,3})$/;

/**
 * The parts of a string that are known to hold no secret, whatever it is: what a report may show of it. All else is
 * masked, not because it looks like a credential, but because nobody knows.
 *
 * @returns spans of the decoded value, in order, without overlaps
 */
export function harmlessIn({ text: { value }, role, references, server, text }: Place): Span[] {
  const spans = references
    .filter(({ start, end }) => REFERENCE.test(value.slice(start, end)))
    .map(({ start, end }) => ({ start, end }));
  switch (role) {
    case 'env':
    case 'header': {
      const scheme = SCHEME_OF_HEADER.exec(value)?.[0].length ?? 0;
      if (scheme > 0) spans.push({ start: 0, end: scheme });
      if (/^(?:[01]|true|false)$/i.test(value)) spans.push({ start: 0, end: value.length });
      break;
    }
    case 'url':
      spans.push(...harmlessInAddress(value));
      break;
    case 'arg':
    case 'command':
      spans.push(...harmlessInCommand(text, role, server));
      break;
    case 'cwd':
    case 'envFile':
      if (isOrdinaryPath(value)) spans.push({ start: 0, end: value.length });
      break;
    default:
      if (WORDS.has(value) || NAME.test(value)) spans.push({ start: 0, end: value.length });
  }
  return withoutOverlaps(spans);
}

function harmlessInAddress(value: string): Span[] {
  const [, scheme = '', host = '', path = ''] = ADDRESS.exec(value) ?? [];
  if (scheme === '' || !host.split(/[.:]/).every((it) => it.split('-').every(isPiece)))
    return scheme === '' ? [] : [{ start: 0, end: scheme.length }];
  const start = value.indexOf(host, scheme.length);
  const open = path.split('/').every((it) => it.split(/[-_.]/).every(isPiece));
  const rest = { start, end: start + host.length + (open ? path.length : 0) };
  return [{ start: 0, end: scheme.length }, rest];
}

/** Programs, packages, names of flags and of subcommands. */
function harmlessInCommand(text: TextNode, role: 'arg' | 'command', server?: Server): Span[] {
  const { value } = text;
  const spans: Span[] = [];
  const whole = { start: 0, end: value.length };
  if (WORDS.has(value) || (role === 'command' && isOrdinaryPath(value))) spans.push(whole);
  // A path says where it starts; anything else in its place may be the value of a flag.
  if (/^(?:[.~]?[\\/]|[A-Za-z]:[\\/])/.test(value) && isOrdinaryPath(value)) spans.push(whole);
  if (/^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost)(?::\d{1,5})?$/.test(value)) spans.push(whole);
  spans.push(...harmlessInAddress(value), flagIn(value, 0));
  for (const launch of launchesOf(server?.launch)) {
    const { program, packages } = launch;
    if (program.text === text && isOrdinaryPath(program.value)) spans.push(program);
    for (const { word, start, end, ecosystem, name, version, pinning } of packages) {
      if (word.text !== text || pinning === 'unknown') continue;
      const known = pinning === 'digest' || pinning === 'commit' || isOrdinary(version);
      if (isOrdinaryPackage(ecosystem, name) && known) spans.push({ start, end });
    }
    for (const word of wordsOf(launch)) {
      if (word.text !== text || word.units) continue;
      if (WORDS.has(word.value)) spans.push(word);
      spans.push(flagIn(word.value, word.start));
    }
  }
  return spans.filter(({ start, end }) => end > start).map(({ start, end }) => ({ start, end }));
}

/** Everybody knows some names; of the others the pieces tell. */
function isOrdinaryPackage(ecosystem: Ecosystem, name: string): boolean {
  if (knownServer(ecosystem, name) || movedPackageOf(ecosystem, name)) return true;
  const pieces = name.replace(/^@modelcontextprotocol\//, '').split(/[-_.@/:+]/);
  return safe.text(name) === name && pieces.every(isPiece);
}

/** The name of a flag, and not what follows it: of `-pword` nobody knows where the name ends. */
function flagIn(word: string, at: number): Span {
  const name = /^--[A-Za-z][\w.-]{0,40}(?==|$)/.exec(word)?.[0] ?? /^-[A-Za-z]/.exec(word)?.[0];
  const known = name?.slice(2).split(/[-_.]/).every(isPiece) ? name.length : 0;
  return { start: at, end: at + known + (word[known] === '=' && known > 0 ? 1 : 0) };
}

function launchesOf(launch: Launch | undefined): readonly Launch[] {
  return launch ? [launch, ...launchesOf(launch.inner)] : [];
}

function wordsOf({ serverArgs, flags, shells }: Launch): readonly Word[] {
  return [...serverArgs, ...flags.map(({ word }) => word), ...shells.flatMap((it) => it.words)];
}

function isPiece(piece: string): boolean {
  return piece === '*' || PIECE.test(piece);
}

function isOrdinary(word: string): boolean {
  return word.split(/[-_.+~^<>=*@]/).every((piece) => isPiece(piece));
}

function isOrdinaryPath(path: string): boolean {
  return path.length <= 200 && path.split(/[\\/ :]/).every(isOrdinary);
}

function withoutOverlaps(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const from = Math.max(start, result.at(-1)?.end ?? 0);
    if (end > from) result.push({ start: from, end });
  }
  return result;
}
