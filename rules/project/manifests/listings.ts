import { at, type Node, property } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import {
  type DeclaredEntry,
  type DeclaredInput,
  type DeclaredLink,
  emptyManifest,
  type Given,
  type ListedPackage,
  type Manifest,
} from './manifest.ts';
import { entriesAt, isTrue, itemsAt, textAt, textsAt } from './nodes.ts';

type Named = { name?: Given; version?: Given; description?: Given };

function named(root: Node | undefined): Named {
  const parts: Named = {};
  for (const key of ['name', 'version', 'description'] as const) {
    const given = textAt(root, key);
    if (given) parts[key] = given;
  }
  return parts;
}

/** The listing of the official registry; schema 2025-12-11, and the field names of 2025-07. */
export function readServerJson(file: string, text: string): Manifest | null {
  const [root] = parse(text, 'json').roots;
  const packages = itemsAt(root, 'packages');
  const remotes = itemsAt(root, 'remotes');
  const schema = textAt(root, '$schema')?.value ?? '';
  if (packages.length + remotes.length === 0 && !schema.includes('modelcontextprotocol'))
    return null;
  const one = (node: Node, kind: DeclaredInput['kind']): readonly DeclaredInput[] => {
    const name = textAt(node, 'name') ?? textAt(node, 'valueHint');
    if (!name) return [];
    const marked = isTrue(node, 'isSecret') || isTrue(node, 'is_secret');
    const required = isTrue(node, 'isRequired') || isTrue(node, 'is_required');
    const decided =
      property(node, 'isSecret') !== undefined || property(node, 'is_secret') !== undefined;
    return [{ name: name.value, at: name.at, kind, marked, decided, required }];
  };
  const inputs = [...packages, ...remotes].flatMap((node) => [
    ...itemsAt(node, 'environmentVariables').flatMap((each) => one(each, 'variable')),
    ...itemsAt(node, 'environment_variables').flatMap((each) => one(each, 'variable')),
    ...itemsAt(node, 'packageArguments').flatMap((each) => one(each, 'argument')),
    ...itemsAt(node, 'headers').flatMap((each) => one(each, 'header')),
  ]);
  const transports = [
    ...packages.flatMap((node) => textAt(node, 'transport', 'type') ?? []),
    ...remotes.flatMap((node) => textAt(node, 'type') ?? textAt(node, 'transport_type') ?? []),
  ];
  const links: DeclaredLink[] = [];
  const site = textAt(root, 'websiteUrl');
  if (site) links.push({ kind: 'homepage', ...site });
  const repository = textAt(root, 'repository', 'url');
  if (repository) links.push({ kind: 'repository', ...repository });
  return {
    ...emptyManifest(file, 'server.json'),
    ...named(root),
    inputs,
    links,
    transports,
    packages: packages.flatMap(listedPackage),
  };
}

function listedPackage(node: Node): readonly ListedPackage[] {
  const name = textAt(node, 'identifier') ?? textAt(node, 'name');
  if (!name) return [];
  const from = (textAt(node, 'registryType') ?? textAt(node, 'registry_type'))?.value ?? '';
  const version = textAt(node, 'version') ?? (from === 'oci' ? tagOf(name) : undefined);
  return [{ ...name, from, ...(version && { version }) }];
}

/** `ghcr.io/acme/notes:1.2.0`: the tag, where it is a version. */
function tagOf({ value, at: { start } }: Given): Given | undefined {
  const found = /:v?(\d+\.\d+\.\d[\w.-]*)$/.exec(value);
  const tag = found?.[1];
  if (!found || tag === undefined) return undefined;
  const from = start + 1 + value.length - tag.length;
  return { value: tag, at: { start: from, end: from + tag.length } };
}

/** The manifest of an MCP bundle: modelcontextprotocol/mcpb, MANIFEST.md, schemas 0.1 to 0.4. */
export function readBundle(file: string, text: string): Manifest | null {
  const [root] = parse(text, 'json').roots;
  const version = textAt(root, 'manifest_version') ?? textAt(root, 'dxt_version');
  if (!version) return null;
  const entry = textAt(root, 'server', 'entry_point');
  const links: DeclaredLink[] = textsAt(root, 'privacy_policies').map((given) => ({
    kind: 'privacy',
    ...given,
  }));
  const add = (kind: DeclaredLink['kind'], given: Given | undefined): void => {
    if (given) links.push({ kind, ...given });
  };
  add('support', textAt(root, 'support'));
  add('homepage', textAt(root, 'homepage') ?? textAt(root, 'documentation'));
  add('repository', textAt(root, 'repository', 'url') ?? textAt(root, 'repository'));
  const entries: readonly DeclaredEntry[] = entry ? [{ kind: 'bin', name: '', ...entry }] : [];
  return {
    ...emptyManifest(file, 'mcpb'),
    ...named(root),
    entries,
    links,
    inputs: entriesAt(root, 'user_config').map(({ value, at: span, node }) => ({
      name: value,
      at: span,
      kind: 'setting',
      marked: isTrue(node, 'sensitive'),
      decided: property(node, 'sensitive') !== undefined,
      required: isTrue(node, 'required'),
    })),
  };
}

/** https://smithery.ai/docs/config/smithery.yaml */
export function readSmithery(file: string, text: string): Manifest {
  const [root] = parse(text, 'yaml').roots;
  const schema = at(root, ['startCommand', 'configSchema']) ?? at(root, ['configSchema']);
  const required = new Set(textsAt(schema, 'required').map(({ value }) => value));
  const transport = textAt(root, 'startCommand', 'type');
  return {
    ...emptyManifest(file, 'smithery'),
    transports: transport ? [transport] : [],
    inputs: entriesAt(schema, 'properties').map(({ value, at: span, node }) => ({
      name: value,
      at: span,
      kind: 'setting',
      marked: textAt(node, 'format')?.value === 'password',
      decided: textAt(node, 'format') !== undefined,
      required: required.has(value),
    })),
  };
}
