import { replaceInText } from '../config/edit.ts';
import type { Fix, Lookup, NamedRegistries } from '../finding.ts';
import type { Ecosystem, Launch, PackageSpec } from '../launchers/launch.ts';

/** What somebody can be asked about: for the others no fix is offered that would only fail. */
const LOOKED_UP: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'git', 'oci', 'nuget', 'go']);

/**
 * Names a package at one version, once somebody has found out which. Until then the title shows an ellipsis in
 * its place.
 */
export function pinFixes(spec: PackageSpec, launch: Launch): readonly Fix[] {
  const { ecosystem, pinned, word, start, end } = spec;
  if (!pinned || !LOOKED_UP.has(ecosystem)) return [];
  return [
    {
      id: 'pin',
      title: `Pin to ${pinned('…')}`,
      safe: true,
      preferred: true,
      lookup: lookupOf(spec, launch),
      edits: (answer) =>
        answer ? [replaceInText(word.text, start, end, pinned(answer.version))] : [],
    },
  ];
}

function lookupOf({ ecosystem, name, version }: PackageSpec, launch: Launch): Lookup {
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
