import { movedPackageOf } from '../catalog/moved.ts';
import type { Server } from '../config/config.ts';
import { spotOf } from '../config/server-words.ts';
import { replaceInText } from '../document/edit.ts';
import type { Ecosystem } from '../findings/ecosystem.ts';
import type { FixDraft, Lookup, NamedRegistries } from '../findings/finding.ts';
import type { Launch, PackageSpec } from '../launch/launch.ts';
import { safe, sentence } from '../secrets/safe.ts';

/** What somebody can be asked about: for the others no fix is offered that would only fail. */
const LOOKED_UP: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'git', 'oci', 'nuget', 'go']);

/** A package and a version; both may be long. */
const LONGEST = 160;

/**
 * Names a package at one version, once somebody has found out which. Until then the title shows an ellipsis in
 * its place.
 */
export function pinFixes(spec: PackageSpec, launch: Launch): readonly FixDraft[] {
  const { ecosystem, name, pinned, word, start, end } = spec;
  if (!pinned || !LOOKED_UP.has(ecosystem)) return [];
  const shown = safe.text(name);
  // What looks like a credential is no name that a registry should be asked about.
  if (shown !== name && ecosystem !== 'git') return [];
  return [
    {
      id: 'pin',
      title: sentence`Pin to ${safe.name(
        pinned('…').replace(name, () => shown),
        LONGEST,
      )}`,
      kind: 'safe',
      // Of what is archived, no version is a good one: what took its place has a fix of its own.
      preferred: movedPackageOf(ecosystem, name)?.successor === undefined,
      lookup: lookupOf(spec, launch),
      edits: (answer) =>
        answer ? [replaceInText(word.text, start, end, pinned(answer.version))] : [],
    },
  ];
}

/** What all findings about a package that is not pinned have in common: the names in the message, the spot, the fix. */
export function unpinned(server: Server, launch: Launch, spec: PackageSpec) {
  const { name, version } = spec;
  return { data: { name, version }, ...spotOf(server, spec), fixes: pinFixes(spec, launch) };
}

/** The question to a registry about another version of a package, or about another package in its place. */
export function lookupInstead(spec: PackageSpec, launch: Launch, name: string = spec.name): Lookup {
  const of = lookupOf({ ...spec, name, version: '' }, launch);
  return name === spec.name ? { ...of, instead: spec.version } : of;
}

/** The question to a registry about a package as it stands there. */
export function lookupOf({ ecosystem, name, version }: PackageSpec, launch: Launch): Lookup {
  const registries = registriesOf(launch);
  const { launcher } = launch;
  return { ecosystem, name, spec: version, launcher, ...(registries && { registries }) };
}

/** Flags that name a registry to be asked as well. */
const BESIDE = /^--(?:extra-index-url|index|add-source)$/;

function registriesOf({ flags, registries }: Launch): NamedRegistries | undefined {
  if (registries.length === 0) return undefined;
  const only = !flags.some(({ name }) => BESIDE.test(name));
  return { urls: registries.map(({ value }) => value), only };
}
