import type { Node } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import {
  type DeclaredEntry,
  type DeclaredLink,
  type Dependency,
  emptyManifest,
  type Given,
  type Manifest,
} from './manifest.ts';
import { entriesAt, textAt, textsAt } from './nodes.ts';

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/, with the tables of Poetry and uv. */
export function readPyproject(file: string, text: string): Manifest {
  const [root] = parse(text, 'toml').roots;
  const name = textAt(root, 'project', 'name') ?? textAt(root, 'tool', 'poetry', 'name');
  const version = textAt(root, 'project', 'version') ?? textAt(root, 'tool', 'poetry', 'version');
  const description =
    textAt(root, 'project', 'description') ?? textAt(root, 'tool', 'poetry', 'description');
  return {
    ...emptyManifest(file, 'pyproject.toml'),
    ...(name ? { name } : {}),
    ...(version ? { version } : {}),
    ...(description ? { description } : {}),
    dependencies: dependenciesOf(root),
    entries: entriesOf(root),
    members: textsAt(root, 'tool', 'uv', 'workspace', 'members').map(({ value }) => value),
    links: linksOf(root),
  };
}

function dependenciesOf(root: Node | undefined): readonly Dependency[] {
  const requirement = (given: Given, dev: boolean): readonly Dependency[] => {
    const name = requirementName(given.value);
    return name === '' ? [] : [{ value: name, at: given.at, ecosystem: 'pypi', dev }];
  };
  const groups = (...path: string[]): readonly Given[] =>
    entriesAt(root, ...path).flatMap(({ value }) => textsAt(root, ...path, value));
  return [
    ...textsAt(root, 'project', 'dependencies').flatMap((given) => requirement(given, false)),
    ...groups('project', 'optional-dependencies').flatMap((given) => requirement(given, true)),
    ...groups('dependency-groups').flatMap((given) => requirement(given, true)),
    ...textsAt(root, 'tool', 'uv', 'dev-dependencies').flatMap((given) => requirement(given, true)),
    ...entriesAt(root, 'tool', 'poetry', 'dependencies').flatMap((given) =>
      requirement(given, false),
    ),
    ...entriesAt(root, 'tool', 'poetry', 'group', 'dev', 'dependencies').flatMap((given) =>
      requirement(given, true),
    ),
  ];
}

/** `PyJWT[crypto]>=2` is `pyjwt`: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function requirementName(requirement: string): string {
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1] ?? '';
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function entriesOf(root: Node | undefined): readonly DeclaredEntry[] {
  return [['project', 'scripts'] as const, ['tool', 'poetry', 'scripts'] as const].flatMap((path) =>
    entriesAt(root, ...path).flatMap(({ value: name, node }) =>
      node?.kind === 'text'
        ? [{ kind: 'bin' as const, name, value: node.value, at: node.span }]
        : [],
    ),
  );
}

function linksOf(root: Node | undefined): readonly DeclaredLink[] {
  return [['project', 'urls'] as const, ['tool', 'poetry', 'urls'] as const].flatMap((path) =>
    entriesAt(root, ...path).flatMap(({ value: name, node }): readonly DeclaredLink[] => {
      if (node?.kind !== 'text') return [];
      const kind = linkKind(name);
      return kind ? [{ kind, value: node.value, at: node.span }] : [];
    }),
  );
}

function linkKind(name: string): DeclaredLink['kind'] | undefined {
  if (/issue|bug|tracker/i.test(name)) return 'bugs';
  if (/support|discord|discuss|chat|community|help|funding/i.test(name)) return 'support';
  if (/privacy/i.test(name)) return 'privacy';
  if (/home|site/i.test(name)) return 'homepage';
  return /repo|source|code|github/i.test(name) ? 'repository' : undefined;
}
