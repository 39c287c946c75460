import { flagTable, readFlags, valuesOf } from '../flags.ts';
import type { PackageSpec, Part } from '../launch.ts';
import { archiveSpec } from '../packages/archive-spec.ts';
import { npmPinning, npmSpec } from '../packages/npm-spec.ts';
import { isPath, specOf } from '../packages/spec.ts';
import { partOf, within } from '../word.ts';
import type { Launcher } from './launcher.ts';

const values: readonly string[] = [
  '-c --config',
  '--import-map',
  '--cert',
  '--location',
  '-L --log-level',
  '--seed',
  '--ext',
  '--preload',
  '--import',
  '--tunnel',
  '--minimum-dependency-age',
];
const runTable = flagTable(values);
/** `deno x` knows `-p` as npx does. */
const executeTable = flagTable([...values, '-p --package']);

/** A program named by a specifier: permissions are written with `=`, so that they never take a word. */
export const deno: Launcher = {
  id: 'deno',
  names: ['deno run', 'deno serve', 'deno'],
  outer: flagTable(values),
  sources: [
    'https://docs.deno.com/runtime/fundamentals/node/',
    'denoland/docs:runtime/reference/cli/x.md',
  ],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, runTable);
    const flags = [...outer, ...own];
    const [first, ...args] = words.slice(next);
    const server = first && denoSpec(partOf(first), false);
    if (!server)
      return { flags, packages: [], starts: { kind: 'nothing', args: words.slice(next) } };
    return {
      flags,
      packages: [server],
      server,
      starts: { kind: 'package', name: server.name, args },
    };
  },
};

/** Deno's npx: a bare name is a package of npm. */
export const denoExecute: Launcher = {
  id: 'deno-x',
  names: ['deno x', 'dx'],
  outer: flagTable(values),
  sources: ['denoland/docs:runtime/reference/cli/x.md'],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, executeTable);
    const flags = [...outer, ...own];
    const rest = words.slice(next);
    const named = valuesOf(flags, '--package').flatMap((part) => denoSpec(part, true) ?? []);
    if (named.length > 0) {
      return { flags, packages: named, server: named[0], starts: { kind: 'command', words: rest } };
    }
    const [first, ...args] = rest;
    const server = first && denoSpec(partOf(first), true);
    if (!server) return { flags, packages: [], starts: { kind: 'nothing', args: rest } };
    return {
      flags,
      packages: [server],
      server,
      starts: { kind: 'package', name: server.name, args },
    };
  },
};

const REGISTRY = /^(npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]*))?(\/.*)?$/;
const VERSIONED_URL =
  /^(https:\/\/(?:deno\.land\/(?:x\/)?|esm\.sh\/|unpkg\.com\/|cdn\.jsdelivr\.net\/npm\/)(?:@[^/]+\/)?[^/@]+)@([^/?]+)/;

function denoSpec(whole: Part, bareIsNpm: boolean): PackageSpec | undefined {
  const { value } = whole;
  const registry = REGISTRY.exec(value);
  if (registry) {
    const [, scheme = '', name = '', version = '', path = ''] = registry;
    const from = value.indexOf(name, scheme.length + 1);
    return specOf({
      ecosystem: scheme === 'jsr' ? 'jsr' : 'npm',
      name,
      version,
      pinning: npmPinning(version),
      whole,
      named: within(whole, from, from + name.length),
      pinned: (exact) => `${value.slice(0, from)}${name}@${exact}${path}`,
    });
  }
  if (/^https?:\/\//i.test(value)) return urlSpec(whole);
  return bareIsNpm && !isPath(value) ? npmSpec(whole) : undefined;
}

/** A script by its address, with a version in it or without. */
function urlSpec(whole: Part): PackageSpec {
  const [lead = '', name = '', version = ''] = VERSIONED_URL.exec(whole.value) ?? [];
  if (lead === '') return archiveSpec(whole);
  const rest = whole.value.slice(lead.length);
  return specOf({
    ecosystem: 'tarball',
    name: `${name}${rest}`,
    version,
    pinning: npmPinning(version),
    whole,
    named: within(whole, 0, name.length),
    pinned: (exact) => `${name}@${exact}${rest}`,
  });
}
