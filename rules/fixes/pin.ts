import { replaceInText } from '../config/edit.ts';
import type { Fix } from '../finding.ts';
import type { Ecosystem, PackageSpec } from '../launchers/launch.ts';

/** What somebody can be asked about: for the others no fix is offered that would only fail. */
const LOOKED_UP: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'git', 'oci', 'nuget', 'go']);

/**
 * Names a package at one version, once somebody has found out which. Until then the title shows an ellipsis in
 * its place.
 */
export function pinFixes(spec: PackageSpec): readonly Fix[] {
  const { ecosystem, name, version, pinned, word, start, end } = spec;
  if (!pinned || !LOOKED_UP.has(ecosystem)) return [];
  return [
    {
      id: 'pin',
      title: `Pin to ${pinned('…')}`,
      safe: true,
      preferred: true,
      lookup: { ecosystem, name, spec: version },
      edits: (answer) =>
        answer ? [replaceInText(word.text, start, end, pinned(answer.version))] : [],
    },
  ];
}
