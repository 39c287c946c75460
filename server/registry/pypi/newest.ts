import { explain, rcompare } from '@renovatebot/pep440';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { choose, type Release } from '../choose.ts';
import { namedRegistries } from '../named.ts';
import { LookupError, type RegistryContext } from '../types.ts';
import { releasesOn } from './project.ts';
import { pypiSettings } from './settings.ts';
import { isAnyVersion, isPypiName, isPypiSpec, normalized, pypiFits } from './spec.ts';

/** The newest version uv would accept for this spec, if it had our patience. */
export async function newestOnPypi(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const { name, spec } = lookup;
  if (!isPypiName(name))
    throw new LookupError(`"${name}" is not a package name that PyPI accepts.`);
  if (!isPypiSpec(spec))
    throw new LookupError(`"${spec}" is not a version range that Python tools accept.`);
  const settings = await pypiSettings(namedRegistries(lookup, context));
  const what = isAnyVersion(spec) ? `"${name}"` : `"${name}" within "${spec}"`;
  for (const index of settings.indexes) {
    const releases = await releasesOn(index, normalized(name), settings, context.signal);
    // uv as well stays with the first index that has the name: https://docs.astral.sh/uv/concepts/indexes/
    if (releases) {
      return {
        ...choose(fittingReleases(releases, spec), what, context),
        source: index.where,
        installed: false,
      };
    }
  }
  const where = settings.indexes.at(-1)?.where ?? 'PyPI';
  throw new LookupError(
    `Nobody has published "${name}" on ${where}: anyone could register that name and would be run here.`,
  );
}

/** Newest first. Prereleases count where the spec names one, or where there is nothing else. */
function fittingReleases(releases: readonly Release[], spec: string): Release[] {
  const fitting = releases
    .filter(({ version }) => pypiFits(version, spec) && !explain(version)?.local)
    .sort((a, b) => rcompare(a.version, b.version));
  const stable = fitting.filter(({ version }) => !isPrerelease(version));
  return /\d[._-]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)/i.test(spec) || stable.length === 0
    ? fitting
    : stable;
}

function isPrerelease(version: string): boolean {
  const parts = explain(version);
  return Boolean(parts?.is_prerelease || parts?.is_devrelease);
}
