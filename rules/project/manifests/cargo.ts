import { parse } from '../../document/parse.ts';
import { type Dependency, emptyManifest, type Manifest } from './manifest.ts';
import { entriesAt, textAt, textsAt } from './nodes.ts';

/** https://doc.rust-lang.org/cargo/reference/manifest.html */
export function readCargo(file: string, text: string): Manifest {
  const [root] = parse(text, 'toml').roots;
  const name = textAt(root, 'package', 'name');
  const version = textAt(root, 'package', 'version');
  const tables = [
    ['dependencies', false],
    ['dev-dependencies', true],
    ['build-dependencies', true],
  ] as const;
  const own = tables.flatMap(([key, dev]): readonly Dependency[] =>
    entriesAt(root, key).map(({ value, at }) => ({ value, at, dev, ecosystem: 'cargo' })),
  );
  const shared = entriesAt(root, 'workspace', 'dependencies').map(({ value, at }) => ({
    value,
    at,
    dev: true,
    ecosystem: 'cargo' as const,
  }));
  return {
    ...emptyManifest(file, 'Cargo.toml'),
    ...(name ? { name } : {}),
    ...(version ? { version } : {}),
    dependencies: [...own, ...shared],
    members: textsAt(root, 'workspace', 'members').map(({ value }) => value),
  };
}
