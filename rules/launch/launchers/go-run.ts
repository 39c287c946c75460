import valid from 'semver/functions/valid.js';
import { flagTable, readFlags } from '../flags.ts';
import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { isCommit, isPath, specOf } from '../packages/spec.ts';
import { partOf, within } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { packageName } from './npm-run.ts';

/** Go writes long flags with one dash. */
const table = flagTable(
  [
    '-C',
    '-mod',
    '-modfile',
    '-overlay',
    '-p',
    '-tags',
    '-ldflags',
    '-gcflags',
    '-asmflags',
    '-exec',
    '-o',
  ].concat([
    '-pkgdir',
    '-toolexec',
    '-buildmode',
    '-compiler',
    '-installsuffix',
    '-pgo',
    '-covermode',
    '-coverpkg',
  ]),
);

export const goRun: Launcher = {
  id: 'go-run',
  names: ['go run', 'go install'],
  sources: [
    'https://go.dev/ref/mod#version-queries',
    'https://pkg.go.dev/cmd/go#hdr-Compile_and_run_Go_program',
  ],
  read({ words }) {
    const { flags, next } = readFlags(words, table);
    const [first, ...args] = words.slice(next);
    const server = first && goSpec(partOf(first));
    if (!server)
      return { flags, packages: [], starts: { kind: 'nothing', args: words.slice(next) } };
    return {
      flags,
      packages: [server],
      server,
      starts: { kind: 'package', name: packageName(server), args },
    };
  },
};

/** `path@v1.2.3`, `path@latest`, `path@main`; without a version the go.mod of the folder decides. */
function goSpec(whole: Part): PackageSpec | undefined {
  const { value } = whole;
  const at = value.indexOf('@');
  const name = at < 0 ? value : value.slice(0, at);
  const version = at < 0 ? '' : value.slice(at + 1);
  if (isPath(value) || /\.go$/.test(value) || !/^[^/.]*\.[^/]*\//.test(name)) return undefined;
  return specOf({
    ecosystem: 'go',
    name,
    version,
    pinning: at < 0 ? 'unknown' : goPinning(version),
    whole,
    named: within(whole, 0, name.length),
    pinned: (exact) => `${name}@${/^\d/.test(exact) && !isCommit(exact) ? 'v' : ''}${exact}`,
  });
}

function goPinning(version: string): Pinning {
  if (version === '') return 'none';
  if (isCommit(version)) return 'commit';
  if (version.startsWith('v') && valid(version)) return 'exact';
  if (/^(?:latest|upgrade|patch)$/.test(version)) return 'tag';
  return /^v\d+(?:\.\d+)?$|^[<>]/.test(version) ? 'range' : 'branch';
}
