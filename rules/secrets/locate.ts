import type { Config, Place } from '../config/config.ts';
import type { Role } from '../hosts/host.ts';
import { CleanValueCache } from '../text/memory.ts';
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
const harmless = new CleanValueCache<Role>(20_000, 300);

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
  const located: CredentialMatch[] = [];
  for (const { places } of config.servers) findIn(places, take, located);
  findIn(config.places, take, located);
  return located;
}

function findIn(
  places: readonly Place[],
  take: (work: number) => void,
  located: CredentialMatch[],
): void {
  for (const place of places) {
    const { role, references } = place;
    const { value } = place.text;
    take(value.length);
    const name = nameOf(place);
    if (harmless.has(role, name, value)) continue;
    const all = find({ value, role, name, references });
    if (all.length === 0) harmless.add(role, name, value);
    if (isPattern(name, value)) continue;
    for (const found of all) located.push(toLocated(found, place));
  }
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

function toLocated(found: Found, place: Place): CredentialMatch {
  const { verdict, confidence, start, end, label, provider, suggestedName, traits } = found;
  const server = place.server?.name ?? '';
  return {
    verdict,
    confidence,
    start,
    end,
    label,
    provider,
    suggestedName: isGenericName(suggestedName)
      ? qualifyName(server, suggestedName)
      : suggestedName,
    traits,
    place,
    where: found.inDefault ? 'default' : found.inUrl ? 'url' : whereOf(place),
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
