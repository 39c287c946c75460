import type { ReadOnly } from '../catalog/servers.ts';
import type { Config, Place, Server } from '../config/config.ts';
import { variablesOf } from '../config/server-words.ts';
import {
  appendItem,
  appendProperty,
  insertItems,
  isOpen,
  replaceInText,
  setProperty,
} from '../document/edit.ts';
import { property } from '../document/node.ts';
import type { FixDraft } from '../findings/finding.ts';
import type { Flag, Word } from '../launch/launch.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { listOf } from './remove.ts';

/** Adds a flag behind all arguments; only where the package is an argument of its own and not part of a script. */
export function addFlagFix(
  config: Config,
  server: Server,
  flag: string,
  spec: Word,
): readonly FixDraft[] {
  const list = isWhole(spec) ? listOf(server, spec.text) : undefined;
  if (!list || server.launch?.shells.some(({ script }) => script)) return [];
  return [
    addition(sentence`Add ${safe.name(flag)}`, () => [appendItem(config.document, list, flag)]),
  ];
}

/** Gives a flag that is there another value, whether that stands in the same word or in the next. */
export function replaceFlagFix({ word, value }: Flag, flag: string): readonly FixDraft[] {
  const [, wanted] = flag.split('=');
  const edit =
    value && value.word !== word && wanted !== undefined
      ? replaceInText(value.word.text, value.start, value.end, wanted)
      : replaceInText(word.text, word.start, word.end, flag);
  return [addition(sentence`Use ${safe.name(flag)}`, () => [edit])];
}

/**
 * Sets a variable: as `-e NAME=value` in front of the image of a container, else in the environment.
 *
 * @param image the word that names the image
 * @param key the key of the environment, where the entry has one
 */
export function addVariableFix(
  config: Config,
  server: Server,
  [name, value]: readonly [string, string],
  image?: Word,
  key?: string,
): readonly FixDraft[] {
  const { document, host } = config;
  const title = sentence`Set ${safe.name(name)}=${safe.name(value)}`;
  const passed = variablesOf(server).find((it) => it.name === name)?.entry?.value;
  if (image && passed?.kind === 'text' && isPassedOn(server, name)) {
    // `-e NAME` hands on what stands in the entry.
    return [addition(title, () => [replaceInText(passed, 0, passed.value.length, value)])];
  }
  if (image) {
    const list = isWhole(image) ? listOf(server, image.text) : undefined;
    const words = ['-e', `${name}=${value}`];
    return list ? [addition(title, () => [insertItems(document, image.text, words, list)])] : [];
  }
  const existing = key === undefined ? undefined : property(server.node, key)?.value;
  if (existing?.kind === 'object') {
    if (!isOpen(document, existing)) return [];
    const known = property(existing, name);
    return [
      addition(title, () => [
        known
          ? setProperty(document, existing, name, value)
          : appendProperty(document, existing, name, value),
      ]),
    ];
  }
  const [field] = host.fields.env;
  if (existing || field === undefined || !isOpen(document, server.node)) return [];
  return [addition(title, () => [appendProperty(document, server.node, field, { [name]: value })])];
}

/** Adds a parameter or a last part to an address. */
export function extendUrlFix(place: Place, how: ReadOnly, end: number): readonly FixDraft[] {
  const { text } = place;
  const url = text.value;
  if (how.query) {
    const [name, value] = how.query;
    const hash = url.indexOf('#');
    const at = hash < 0 ? url.length : hash;
    const added = `${url[end] === '?' ? '&' : '?'}${name}=${value}`;
    return [
      addition(sentence`Add ${safe.name(name)}=${safe.name(value)}`, () => [
        replaceInText(text, at, at, added),
      ]),
    ];
  }
  if (how.path === undefined) return [];
  const added = (url[end - 1] === '/' ? '' : '/') + how.path;
  return [
    addition(sentence`Add ${safe.name(added)}`, () => [replaceInText(text, end, end, added)]),
  ];
}

/** Whether `-e NAME` or `--env NAME` stands on the command line, without a value of its own. */
function isPassedOn({ launch }: Server, name: string): boolean {
  return launch?.flags.some((it) => it.name === '--env' && it.value?.value === name) === true;
}

function isWhole({ text, start, end }: Word): boolean {
  return start === 0 && end === text.value.length;
}

function addition(title: SafeText, edits: FixDraft['edits']): FixDraft {
  return { id: 'add', title, kind: 'review', preferred: true, edits };
}
