import { commentedIn } from '../../config/commented.ts';
import type { Config, Server } from '../../config/config.ts';
import { readConfig } from '../../config/read.ts';
import { parse } from '../../document/parse.ts';
import type { Host } from '../../hosts/host.ts';
import { applyEdits } from '../../text/span.ts';
import { commentIn, commentOut } from './comment.ts';
import { switchByKey } from './key.ts';
import { isInFile, nameInFile, switchByList } from './list.ts';
import { changeOf, type Parked, park, unpark } from './park.ts';

/** How a server is switched off: by its own key, a list of names, a comment, or by taking it out of the file. */
export type Way = 'key' | 'list' | 'file' | 'comment' | 'park';

/** A config with all that says which of its servers are off. */
export interface SwitchState {
  readonly text: string;
  /** The text of the file that `Host.offFile` names; undefined where there is none. */
  readonly listed: string | undefined;
  /** What was taken out of the config before, the last one last. */
  readonly parked: readonly Parked[];
}

export interface Switched extends SwitchState {
  readonly way: Way;
}

/** A server that is off, and how that can be told. */
export interface Off {
  readonly name: string;
  readonly way: Way;
}

/**
 * Switches one server off. The first way that the host honours is taken, and the outcome is read again before it is
 * handed on: the server is off then, and all others are as they were.
 *
 * @param pointer the server's, for a file in which a name stands twice
 * @returns undefined where it cannot be done, or there is no such server
 */
export function switchOff(state: SwitchState, host: Host, pointer: string): Switched | undefined {
  const config = read(state.text, host);
  const server = config.servers.find((it) => it.read && it.pointer === pointer);
  if (!server || host.manifest) return undefined;
  if (isOff(state, host, server)) return { ...state, way: 'key' };
  const { offFile } = host;
  if (offFile) {
    const listed = nameInFile(state.listed, offFile.list, server.name, false);
    if (listed !== undefined) return { ...state, way: 'file', listed };
  }
  for (const [way, edits] of [
    ['key', switchByKey(config, server, false)],
    ['list', switchByList(config, server, false)],
  ] as const) {
    const text = edits && applyEdits(state.text, edits);
    if (text !== undefined && isRight(config, server, text, true))
      return memoize({ ...state, way, text }, state.text, host, server.name);
  }
  const commented = commentOut(config, server);
  if (commented !== undefined && isRight(config, server, commented, false))
    return { ...state, way: 'comment', text: commented };
  const taken = park(config, server);
  if (!taken || !isRight(config, server, taken.text, false)) return undefined;
  return { ...state, way: 'park', text: taken.text, parked: [...state.parked, taken.parked] };
}

/** A key or an empty list that was there before looks, once it is used, like one that was added. */
function memoize(off: Switched, text: string, host: Host, name: string): Switched {
  if (switchOn(off, host, name)?.text === text) return off;
  return { ...off, parked: [...off.parked, changeOf(name, text, off.text)] };
}

/**
 * Switches a server on again, whichever way it is off.
 *
 * @returns undefined where it is not off in any way that can be undone from here
 */
export function switchOn(state: SwitchState, host: Host, name: string): Switched | undefined {
  const config = read(state.text, host);
  const server = config.servers.find((it) => it.read && it.name === name);
  if (!server) return bringBack(state, config, name);
  const { offFile } = host;
  if (offFile && state.listed !== undefined && isInFile(state.listed, offFile.list, name)) {
    const listed = nameInFile(state.listed, offFile.list, name, true);
    return listed === undefined ? undefined : { ...state, way: 'file', listed };
  }
  const kept = state.parked.findLast((it) => it.kind === 'change' && it.name === name);
  const parked = state.parked.filter((it) => it !== kept);
  for (const text of kept ? unpark(config, kept) : [])
    if (isOnly(config, server, text)) return { ...state, way: 'key', text, parked };
  const edits = switchByList(config, server, true);
  const byList = edits && edits.length > 0 ? edits : undefined;
  const chosen = byList ?? switchByKey(config, server, true);
  const text = chosen && applyEdits(state.text, chosen);
  return text === undefined ? undefined : { ...state, way: byList ? 'list' : 'key', text, parked };
}

/** Only this server is another one, and on. */
function isOnly(before: Config, server: Server, text: string): boolean {
  const after = read(text, before.host);
  const own = after.servers.find((it) => it.read && it.name === server.name);
  return own?.disabled === false && othersOf(before, server) === othersOf(after, own);
}

/** All servers but one, as they are written. */
function othersOf({ servers, document: { text } }: Config, but: Server | undefined): string {
  return servers
    .filter((it) => it.read && it !== but)
    .map(({ node: { span }, disabled }) => `${disabled} ${text.slice(span.start, span.end).trim()}`)
    .join('\n');
}

/** A server that is not in the file at all. */
function bringBack(state: SwitchState, config: Config, name: string): Switched | undefined {
  const known = namesOf(config);
  const isBack = (text: string): boolean => {
    const after = read(text, config.host);
    return (
      after.document.problems.length <= config.document.problems.length &&
      [...known, name].sort().join('\n') === [...namesOf(after)].sort().join('\n')
    );
  };
  const text = commentIn(state.text, name);
  if (text !== undefined) return isBack(text) ? { ...state, way: 'comment', text } : undefined;
  const parked = state.parked.findLast((it) => it.kind !== 'change' && it.name === name);
  if (!parked) return undefined;
  const exactly = behindOthers(state, config.host, parked);
  if (exactly) return exactly;
  for (const candidate of unpark(config, parked)) {
    if (!isBack(candidate)) continue;
    const rest = state.parked.filter((it) => it !== parked);
    return { ...state, way: 'park', text: candidate, parked: rest };
  }
  return undefined;
}

/** What was taken out later was a neighbour: it goes back for a moment, so that this one finds its own place. */
function behindOthers(state: SwitchState, host: Host, parked: Parked): Switched | undefined {
  const later = state.parked
    .slice(state.parked.indexOf(parked) + 1)
    .flatMap(({ kind, name }) => (kind === 'change' ? [] : name));
  if (later.length === 0) return undefined;
  let now: SwitchState | undefined = state;
  for (const name of [...later].reverse()) now = now && switchOn(now, host, name);
  now = now && switchOn(now, host, parked.name);
  for (const name of later) {
    const pointer: string | undefined = now && pointerOf(now, host, name);
    now = now && pointer !== undefined ? switchOff(now, host, pointer) : undefined;
  }
  return now && { ...now, way: 'park' };
}

/** Where the first server of that name stands that is on; undefined where there is none. */
export function pointerOf(state: SwitchState, host: Host, name: string): string | undefined {
  const { servers } = read(state.text, host);
  return servers.find((it) => it.read && it.name === name && !isOff(state, host, it))?.pointer;
}

/**
 * The servers of a config that are off, those included that do not stand in it any more.
 *
 * @param config where its text has been read already
 */
export function offIn(
  state: SwitchState,
  host: Host,
  config: Config = read(state.text, host),
): readonly Off[] {
  const here = config.servers.filter((it) => it.read);
  const names = new Set(here.map(({ name }) => name));
  const away = [
    ...commentedIn(state.text).map(({ name }) => ({ name, way: 'comment' as const })),
    ...state.parked.flatMap(({ kind, name }) =>
      kind === 'change' ? [] : { name, way: 'park' as const },
    ),
  ].filter(({ name }) => !names.has(name));
  return [
    ...here
      .filter((server) => isOff(state, host, server))
      .map(({ name }) => wayOf(state, host, name)),
    ...away,
  ];
}

function wayOf({ listed }: SwitchState, { offFile }: Host, name: string): Off {
  const inFile = offFile && listed !== undefined && isInFile(listed, offFile.list, name);
  return { name, way: inFile ? 'file' : 'key' };
}

function isOff({ listed }: SwitchState, { offFile }: Host, { disabled, name }: Server): boolean {
  return (
    disabled ||
    (offFile !== undefined && listed !== undefined && isInFile(listed, offFile.list, name))
  );
}

/** What was meant has happened, and nothing else. */
function isRight(before: Config, server: Server, text: string, stays: boolean): boolean {
  const after = read(text, before.host);
  if (after.document.problems.length > before.document.problems.length) return false;
  const own = after.servers.find((it) => it.read && it.name === server.name);
  const isDone = stays ? own?.disabled === true : own === undefined;
  return isDone && othersOf(before, server) === othersOf(after, own);
}

function namesOf({ servers }: Config): readonly string[] {
  return servers.filter((it) => it.read).map(({ name }) => name);
}

function read(text: string, host: Host): Config {
  return readConfig(parse(text, host.format), host);
}
