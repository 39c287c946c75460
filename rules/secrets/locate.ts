import type { Config, Place } from '../config/config.ts';
import { CleanTextCache } from '../text/memory.ts';
import type { Detection } from './candidate.ts';
import { type Found, find } from './detect.ts';
import { flagOf } from './parts/words.ts';
import { isGenericName, qualifyName } from './suggest.ts';

/** A detection in a config. `start` and `end` are offsets in `place.text.value`. */
export interface CredentialMatch extends Detection {
  readonly place: Place;
  readonly where: 'env' | 'header' | 'argument' | 'url' | 'default' | 'file';
}

/** `-y`, `npx` and the names of packages stand in every config, and between two keys most texts stay as they are. */
const harmless = new CleanTextCache(20_000, 300);

/**
 * Every credential and placeholder of a config, those of misplaced and disabled servers included.
 *
 * @param take is told how much is read; what it throws ends the search
 * @returns in the order of the config's places; each credential once for every place it stands in
 */
export function findCredentials(
  config: Config,
  take: (work: number) => void = () => undefined,
): readonly CredentialMatch[] {
  const places = [...config.servers.flatMap((server) => server.places), ...config.places];
  const located: CredentialMatch[] = [];
  for (const place of places) {
    const { role, references, text } = place;
    take(text.value.length);
    const name = nameOf(place);
    const key = `${role} ${name} ${text.value}`;
    if (harmless.has(key)) continue;
    const all = find({ value: text.value, role, name, references });
    if (all.length === 0) harmless.add(key);
    if (isPattern(name, text.value)) continue;
    for (const found of all) located.push(toLocated(found, place));
  }
  return located;
}

/** How a credential is put into a header, as `api_key_format = "Bearer {token}"` of Mistral Vibe: none stands there. */
function isPattern(name: string, value: string): boolean {
  return (
    /(?:format|template|pattern)$/i.test(name) && /^(?:[A-Za-z]{1,20} )?\{\w{1,40}\}$/.test(value)
  );
}

/** For an argument behind a flag, the flag; else the name of the place. */
function nameOf({ role, name, server, index }: Place): string {
  if (role !== 'arg' || !server) return name;
  return flagOf(server.args[index - 1]?.value ?? '') || name;
}

function toLocated({ inUrl, inDefault, ...detection }: Found, place: Place): CredentialMatch {
  const { suggestedName } = detection;
  const server = place.server?.name ?? '';
  return {
    ...detection,
    suggestedName: isGenericName(suggestedName)
      ? qualifyName(server, suggestedName)
      : suggestedName,
    place,
    where: inDefault ? 'default' : inUrl ? 'url' : whereOf(place),
  };
}

function whereOf({ role }: Place): CredentialMatch['where'] {
  switch (role) {
    case 'env':
    case 'header':
    case 'url':
      return role;
    case 'arg':
    case 'command':
      return 'argument';
    default:
      return 'file';
  }
}
