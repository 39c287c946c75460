import type { Config, Place, Server } from '../config/config.ts';
import { launchesOf } from '../config/server-words.ts';
import { insertItems, replaceInText } from '../document/edit.ts';
import { property } from '../document/node.ts';
import type { FixDraft, Moves } from '../findings/finding.ts';
import type { Assignment, Launch } from '../launch/launch.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { safe, sentence } from '../secrets/safe.ts';
import type { TextEdit } from '../text/span.ts';
import { movesOfText } from './moves.ts';
import { entryOf, removeEntry } from './reference-keys.ts';
import { removeWords } from './remove.ts';
import { wrapCommand } from './wrap-command.ts';

/**
 * The wrapper for programs that read no env file, fetched by npx at this one version: BSD-3-Clause, says what it does
 * on stderr alone, and hands stdin and stdout on, so that it may stand in front of an MCP server.
 * https://www.npmjs.com/package/@dotenvx/dotenvx, 2.38.2 of 2026-10-20, tried with Node.js 20.
 */
const DOTENVX = '@dotenvx/dotenvx@2.38.2';

/** A value that docker and every dotenv library read alike without quotes: docker takes quotes for a part of it. */
const PLAIN = /^(?!=)[\w.+/=:@-]+$/;

/** A variable of a server, what it is set to, and what takes it out of the config. */
interface Setting {
  readonly name: string;
  readonly place: Place;
  readonly start: number;
  readonly end: number;
  /** In a container's command line, or passed on to one. */
  readonly assignment?: Assignment | undefined;
  /** Takes it out of `env`; none where it stands on the command line. */
  remove?(): TextEdit;
}

/** The env file of one server: no other one gets what is in it. */
interface File {
  readonly path: string;
  /** As the command line names it. */
  readonly written: string;
  /** Its command line reads it already. */
  readonly known: boolean;
}

/** How a command line comes to read the file. */
interface Way {
  readonly reader: string;
  edits(): readonly TextEdit[];
}

/**
 * Moves a variable to a file that whatever starts the server reads itself: the way out where the host resolves no
 * reference, with nothing to be installed.
 *
 * @param path of the config
 * @param folder that it speaks for, where the server is started; '' for a person's own file
 * @param isTracked whether git has a file: a commit would carry what is written to it
 */
export function envFileFixes(
  config: Config,
  found: CredentialMatch,
  path: string | undefined,
  folder: string,
  isTracked: (file: string) => boolean = () => false,
): readonly FixDraft[] {
  const { server } = found.place;
  if (!server?.launch || path === undefined) return [];
  const setting = settingOf(config, server, found);
  const file = setting && fileOf(server, path, folder, isTracked);
  const way = file && wayOf(config, server, server.launch, setting, file);
  if (!way) return [];
  const { name, place, start, end } = setting;
  const moves: Moves = movesOfText(place.text, start, end, name, file.path, way.reader);
  const base = file.path.replace(/^.*[\\/]/, '');
  return [
    {
      id: 'use-env-file',
      title: sentence`Move ${safe.name(name)} to ${safe.name(base)}, which ${safe.name(way.reader)} reads`,
      kind: 'review',
      preferred: found.confidence !== 'low',
      moves,
      edits: () => way.edits(),
    },
  ];
}

function settingOf(config: Config, server: Server, found: CredentialMatch): Setting | undefined {
  const { place } = found;
  const { text } = place;
  const entry = place.role === 'env' ? entryOf(server, text) : undefined;
  if (entry) {
    const name = entry.property.key.value;
    const assignment = containerVariables(server).find((it) => it.name === name && !it.value);
    const remove = (): TextEdit => removeEntry(config, server, entry);
    return isName(name)
      ? { name, place, start: 0, end: text.value.length, assignment, remove }
      : undefined;
  }
  const header = headerSetting(server, found);
  if (header) return header;
  const assignment = containerVariables(server).find(
    ({ word, value }) =>
      word.text === text && value && value.start <= found.start && found.end <= value.end,
  );
  if (!assignment?.value || !isName(assignment.name)) return undefined;
  const { start, end } = assignment.value;
  return { name: assignment.name, place, start, end, assignment };
}

/**
 * mcp-remote puts variables of its own environment in place of `${NAME}` in a header, so that only the credential
 * moves. https://github.com/geelen/mcp-remote#custom-headers
 */
function headerSetting(
  { launch, args }: Server,
  { place, ...found }: CredentialMatch,
): Setting | undefined {
  const { text, role, index } = place;
  const isHeader = /^--header(?:=|$)/.test(text.value) || args[index - 1]?.value === '--header';
  if (role !== 'arg' || launch?.proxy !== 'mcp-remote' || !isHeader) return undefined;
  const { start, end, suggestedName: name } = found;
  const remove = (): TextEdit => replaceInText(text, start, end, `\${${name}}`);
  return isName(name) ? { name, place, start, end, remove } : undefined;
}

function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

/** Those of `docker run -e`. */
function containerVariables(server: Server): readonly Assignment[] {
  if (server.launch?.launcher !== 'docker') return [];
  return launchesOf(server).flatMap(({ assignments, flags }) =>
    assignments.filter(({ word }) =>
      flags.some((flag) => flag.name === '--env' && flag.value?.word === word),
    ),
  );
}

function fileOf(
  server: Server,
  path: string,
  folder: string,
  isTracked: (file: string) => boolean,
): File | undefined {
  if (!/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return undefined;
  const beside = folder === '' ? path.replace(/[\\/][^\\/]*$/, '') : folder;
  const at = (name: string): string =>
    /^(?:[\\/]|[A-Za-z]:)/.test(name) ? name : `${beside}/${name.replace(/^\.[\\/]/, '')}`;
  const named = namedFile(server);
  if (named !== undefined) {
    // One that only the host or a shell can find, one elsewhere, or one by another name, is not for us to write to.
    const isOurs = !/[$%~*]|\.\./.test(named) && at(named).startsWith(`${beside}/`);
    const [base = ''] = named.split(/[\\/]/).slice(-1);
    const isEnv = base === '.env' || base.startsWith('.env.') || base.endsWith('.env');
    const isFit = isOurs && isEnv && !isTracked(at(named));
    return isFit ? { path: at(named), written: named, known: true } : undefined;
  }
  const slug =
    server.name
      .split(/[^\w]+/)
      .filter(Boolean)
      .join('-') || 'mcp';
  const name = [`.env.${slug}`, `.env.${slug}.local`].find((it) => !isTracked(at(it)));
  if (name === undefined) return undefined;
  // A person's own application is started anywhere; one that opens a folder starts servers in it.
  return { path: at(name), written: folder === '' ? at(name) : name, known: false };
}

/** The env file that a command line names; the last one counts. */
function namedFile({ launch, args }: Server): string | undefined {
  const flag = launch?.flags.findLast(({ name, value }) => name === '--env-file' && value);
  if (flag?.value) return flag.value.value;
  const words = args.map(({ value }) => value);
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  if (launch?.secretWrapper === 'dotenvx') {
    const at = before.findLastIndex((it) => it === '-f' || it === '--env-file');
    return at < 0 ? '.env' : before[at + 1];
  }
  const [first = ''] = words;
  return isNode(launch) && first.startsWith('--env-file=') ? first.slice(11) : undefined;
}

/** Without a way round it: nothing stands in front that would read the words another way. */
function isNode(launch: Launch | undefined): boolean {
  return launch?.program.value === 'node' && launch.wrappers.length === 0;
}

function wayOf(
  config: Config,
  server: Server,
  launch: Launch,
  setting: Setting,
  file: File,
): Way | undefined {
  const { place, start, end, assignment, remove } = setting;
  const removal = (): readonly TextEdit[] => (remove ? [remove()] : []);
  const wrapper = launch.secretWrapper;
  if (wrapper !== undefined && wrapper !== 'dotenvx') return undefined;
  const plain = PLAIN.test(place.text.value.slice(start, end));
  if (assignment && plain && wrapper === undefined) {
    const edits = containerEdits(config, server, assignment, file);
    if (edits) return { reader: launch.program.value, edits: () => [...edits(), ...removal()] };
  }
  // On the command line of a container only its name stays: docker hands on what it is started with.
  const { value } = assignment ?? {};
  const named = (): readonly TextEdit[] =>
    value ? [replaceInText(value.word.text, value.start - 1, value.end, '')] : [];
  if (value && place.text.value[value.start - 1] !== '=') return undefined;
  if (wrapper === 'dotenvx') return { reader: 'dotenvx', edits: () => [...removal(), ...named()] };
  if (!assignment && launch.wrappers.length === 0) {
    const own = ownFlag(config, server, launch, file);
    if (own) return { reader: own.reader, edits: () => [...own.edits(), ...removal()] };
  }
  // npx by itself, as every npm has it; on Windows a host may need `cmd /c` in front, which it then needs here as well.
  const words = ['npx', '-y', DOTENVX, 'run', '-f', file.written, '--'];
  const wrap = file.known ? undefined : wrapCommand(config, server, words);
  return (
    wrap && { reader: 'dotenvx (through npx)', edits: () => [...wrap(), ...removal(), ...named()] }
  );
}

/**
 * `docker run -e NAME` and `-e NAME=…` become `--env-file`: beside one, a bare `-e NAME` would win, and take the
 * variable away where docker itself has none. https://docs.docker.com/reference/cli/docker/container/run/#env
 */
function containerEdits(
  config: Config,
  server: Server,
  { word }: Assignment,
  { written, known }: File,
): (() => readonly TextEdit[]) | undefined {
  const flag = server.view.flagWords.get(word);
  if (!flag || (launchesOf(server).length > 1 && server.launch?.inner?.launcher === 'docker'))
    return undefined;
  const words = flag === word ? [word] : [flag, word];
  if (!words.every(({ text, start, end }) => start === 0 && end === text.value.length))
    return undefined;
  if (known) {
    const removed = removeWords(config, server, words);
    return removed && (() => [removed()]);
  }
  if (flag === word) return () => [replaceInText(word.text, 0, word.end, `--env-file=${written}`)];
  return () => [
    replaceInText(flag.text, 0, flag.end, '--env-file'),
    replaceInText(word.text, 0, word.end, written),
  ];
}

/**
 * The launcher's own flag: Node.js since 20.6 (https://nodejs.org/api/cli.html#--env-fileconfig), uv and uvx
 * (https://docs.astral.sh/uv/reference/cli/), which split the value at blanks.
 */
function ownFlag(
  config: Config,
  server: Server,
  launch: Launch,
  { written, known }: File,
): Way | undefined {
  const isUv = launch.launcher === 'uv-run' || launch.launcher === 'uvx';
  if (!isUv && !isNode(launch)) return undefined;
  const reader = isUv ? launch.program.value : 'Node.js';
  if (known) return { reader, edits: () => [] };
  const { host, document } = config;
  const list = property(server.node, host.fields.args[0] ?? '')?.value;
  if (list?.kind !== 'array' || (isUv && /\s/.test(written))) return undefined;
  const afterRun = isUv && launch.program.value !== 'uvx';
  const index = afterRun
    ? list.items.findIndex((it) => it.kind === 'text' && it.value === 'run') + 1
    : 0;
  const item = list.items[index];
  if (!item || (afterRun && index === 0)) return undefined;
  const words = isUv ? ['--env-file', written] : [`--env-file=${written}`];
  return { reader, edits: () => [insertItems(document, item, words, list)] };
}
