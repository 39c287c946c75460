import valid from 'semver/functions/valid.js';
import { flagTable, readScattered } from '../flags.ts';
import type { Flag, PackageSpec, Part, Pinning } from '../launch.ts';
import { isPath, refPinning, specOf } from '../packages/spec.ts';
import { partOf, within } from '../word.ts';
import type { Launcher } from './launcher.ts';

const table = flagTable(
  [
    '--vers --version',
    '--index',
    '--registry',
    '--git',
    '--branch',
    '--tag',
    '--rev',
    '--path',
    '--root',
    '--bin',
    '--example',
    '-F --features',
    '-j --jobs',
    '--profile',
    '--target',
    '--target-dir',
    '--message-format',
    '--color',
    '--config',
    '-Z',
    '--manifest-path',
    '--install-path',
    '--pkg-url',
  ],
  ['-f --force', '-q --quiet', '-v --verbose', '-y --no-confirm', '--locked'],
);

/** Installs a crate; `cargo run` starts what lies there already. */
export const cargo: Launcher = {
  id: 'cargo',
  names: ['cargo install', 'cargo binstall'],
  registries: ['--registry', '--index'],
  sources: ['https://doc.rust-lang.org/cargo/commands/cargo-install.html'],
  read({ words }) {
    const { flags, others, rest } = readScattered(words, table);
    const value = (name: string): Part | undefined =>
      flags.findLast((flag) => flag.name === name)?.value;
    const packages = value('--path')
      ? []
      : readCrates(
          [...others, ...rest].map((word) => partOf(word)),
          flags,
        );
    return { flags, packages, server: packages[0], starts: { kind: 'nothing', args: [] } };
  },
};

function readCrates(crates: readonly Part[], flags: readonly Flag[]): readonly PackageSpec[] {
  const value = (name: string): Part | undefined =>
    flags.findLast((flag) => flag.name === name)?.value;
  const git = value('--git');
  if (git) {
    const rev = value('--rev');
    const tag = value('--tag');
    const ref = rev ?? tag ?? value('--branch');
    return [
      specOf({
        ecosystem: 'git',
        name: git.value,
        version: ref?.value ?? '',
        pinning:
          ref === undefined ? 'none' : ref === rev ? refPinning(ref.value) : tag ? 'tag' : 'branch',
        whole: rev ?? git,
        named: git,
        pinned: rev && ((commit) => commit),
      }),
    ];
  }
  const version = value('--version');
  return crates
    .filter((crate) => crate.value !== '' && !isPath(crate.value))
    .map((crate) => crateSpec(crate, version));
}

function crateSpec(crate: Part, version: Part | undefined): PackageSpec {
  const at = crate.value.indexOf('@');
  const name = at < 0 ? crate.value : crate.value.slice(0, at);
  const written = version?.value ?? (at < 0 ? '' : crate.value.slice(at + 1));
  return specOf({
    ecosystem: 'cargo',
    name,
    version: written,
    pinning: cratePinning(written),
    whole: version ?? crate,
    named: within(crate, 0, name.length),
    pinned: version ? (exact) => exact : (exact) => `${name}@${exact}`,
  });
}

/** Without an operator, cargo install wants three numbers and installs exactly that version. */
function cratePinning(version: string): Pinning {
  if (version === '') return 'none';
  return valid(version.replace(/^=\s*/, '')) ? 'exact' : 'range';
}
