import type { Node } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import {
  type DeclaredEntry,
  type DeclaredLink,
  emptyManifest,
  type Given,
  type Manifest,
} from './manifest.ts';
import { entriesAt, textAt, textsAt } from './nodes.ts';

/** https://docs.npmjs.com/cli/v11/configuring-npm/package-json */
export function readPackageJson(file: string, text: string): Manifest {
  const [root] = parse(text, 'json').roots;
  const dependencies = (
    [
      ['dependencies', false],
      ['peerDependencies', false],
      ['optionalDependencies', false],
      ['devDependencies', true],
    ] as const
  ).flatMap(([key, dev]) =>
    entriesAt(root, key).map(({ value, at }) => ({ value, at, dev, ecosystem: 'npm' as const })),
  );
  const members = textsAt(root, 'workspaces');
  const inner = members.length > 0 ? members : textsAt(root, 'workspaces', 'packages');
  return {
    ...emptyManifest(file, 'package.json'),
    ...named(root),
    dependencies,
    entries: entriesOf(root),
    commands: entriesAt(root, 'scripts').flatMap(({ value: name, node }) =>
      node?.kind === 'text' ? [{ name, value: node.value, at: node.span }] : [],
    ),
    members: inner.map(({ value }) => value),
    links: linksOf(root),
  };
}

function named(root: Node | undefined): Pick<Manifest, 'name' | 'version' | 'description'> {
  const parts: { name?: Given; version?: Given; description?: Given } = {};
  for (const key of ['name', 'version', 'description'] as const) {
    const given = textAt(root, key);
    if (given) parts[key] = given;
  }
  return parts;
}

function entriesOf(root: Node | undefined): readonly DeclaredEntry[] {
  const own = textAt(root, 'name')?.value ?? '';
  const entries: DeclaredEntry[] = [];
  const bin = textAt(root, 'bin');
  if (bin) entries.push({ kind: 'bin', name: own, ...bin });
  for (const { value: name, node } of entriesAt(root, 'bin')) {
    if (node?.kind === 'text')
      entries.push({ kind: 'bin', name, value: node.value, at: node.span });
  }
  const main = textAt(root, 'main') ?? textAt(root, 'module');
  if (main) entries.push({ kind: 'main', name: own, ...main });
  for (const given of exported(root)) entries.push({ kind: 'main', name: own, ...given });
  for (const { value: name, node } of entriesAt(root, 'scripts')) {
    if (node?.kind !== 'text' || !/^(?:start|dev|serve)(?::|$)/.test(name)) continue;
    const file = /(?:^|\s)([\w@./-]+\.[cm]?[jt]sx?)(?=\s|$)/.exec(node.value)?.[1];
    if (file !== undefined) entries.push({ kind: 'script', name, value: file, at: node.span });
  }
  return entries;
}

/** The file of `exports["."]`, whichever condition names it. */
function exported(root: Node | undefined): readonly Given[] {
  const one = textAt(root, 'exports') ?? textAt(root, 'exports', '.');
  if (one) return [one];
  for (const condition of ['import', 'default', 'require', 'node']) {
    const given =
      textAt(root, 'exports', '.', condition) ??
      textAt(root, 'exports', '.', condition, 'default') ??
      textAt(root, 'exports', condition);
    if (given) return [given];
  }
  return [];
}

function linksOf(root: Node | undefined): readonly DeclaredLink[] {
  const links: DeclaredLink[] = [];
  const add = (kind: DeclaredLink['kind'], given: Given | undefined): void => {
    if (given) links.push({ kind, ...given });
  };
  add('bugs', textAt(root, 'bugs') ?? textAt(root, 'bugs', 'url') ?? textAt(root, 'bugs', 'email'));
  add('homepage', textAt(root, 'homepage'));
  add('repository', textAt(root, 'repository') ?? textAt(root, 'repository', 'url'));
  return links;
}
