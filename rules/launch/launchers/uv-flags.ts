import { valuesOf } from '../flags.ts';
import type { Flag, PackageSpec, Part } from '../launch.ts';
import { pypiSpec } from '../packages/pypi-spec.ts';
import { within } from '../word.ts';

/** Flags every sub-command of uv takes. */
export const uvGlobals: readonly string[] = [
  '--cache-dir',
  '--config-file',
  '--directory',
  '--project',
  '--color',
  '--allow-insecure-host',
  '--trusted-host',
  '--python-preference',
  '--python-fetch',
];

/** Flags of everything that resolves packages. `-p` means Python, not package. */
export const uvValues: readonly string[] = [
  ...uvGlobals,
  '--from',
  '-w --with',
  '--with-editable',
  '--with-requirements',
  '-p --python',
  '--python-platform',
  '--index',
  '--default-index',
  '-i --index-url',
  '--extra-index-url',
  '-f --find-links',
  '--index-strategy',
  '--keyring-provider',
  '--resolution',
  '--prerelease',
  '--fork-strategy',
  '--exclude-newer',
  '--exclude-newer-package',
  '-C --config-setting',
  '--config-settings-package',
  '--link-mode',
  '--no-build-package',
  '--no-binary-package',
  '--no-build-isolation-package',
  '--refresh-package',
  '--reinstall-package',
  '-P --upgrade-package',
  '-c --constraints',
  '-b --build-constraints',
  '--overrides',
  '--env-file',
  '--torch-backend',
  '--no-sources-package',
];

export const uvSwitches: readonly string[] = [
  '-v --verbose',
  '-q --quiet',
  '-n --no-cache',
  '-U --upgrade',
  '--isolated',
  '--offline',
];

export const uvRegistries: readonly string[] = [
  '--index',
  '--default-index',
  '--index-url',
  '--extra-index-url',
  '--find-links',
];

/** What `--with` adds: each value is a list of requirements. */
export function withPackages(flags: readonly Flag[]): readonly PackageSpec[] {
  return valuesOf(flags, '--with').flatMap(requirements);
}

/** A comma starts another requirement, unless it stands between brackets or in front of a further constraint. */
function requirements(list: Part): readonly PackageSpec[] {
  const found: PackageSpec[] = [];
  for (const match of list.value.matchAll(/(?:\[[^\]]*\]?|,\s*(?=[<>=!~])|[^,[]+)+/g)) {
    const lead = /^\s*/.exec(match[0])?.[0].length ?? 0;
    const from = match.index + lead;
    const spec = pypiSpec(within(list, from, from + match[0].trim().length), '==');
    if (spec) found.push(spec);
  }
  return found;
}
