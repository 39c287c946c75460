import { type KnownServer, servers as known } from '../catalog/servers.ts';
import type { Config } from '../config/config.ts';
import { containersIn } from '../config/containers.ts';
import type { Document } from '../document/document.ts';
import { eol, indentUnit, lineIndent, lineStart } from '../document/layout.ts';
import type { ArrayNode } from '../document/node.ts';
import { type Plain, write, writeOneLine } from '../document/write-value.ts';
import type { Lookup } from '../findings/finding.ts';
import type { Host } from '../hosts/host.ts';
import { writeReference } from '../references/spell.ts';
import { safe } from '../secrets/safe.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { Suggestion } from './suggestion.ts';

/** Known servers, where a further one can stand: safe from the first line. */
export function completeServers(config: Config, offset: number): readonly Suggestion[] {
  const { host } = config;
  const place = placeAt(config, offset);
  if (!place) return [];
  const taken = new Set(config.servers.map(({ name }) => name));
  return known.flatMap((server) => {
    const name = nameOf(server);
    const own = lookupFor(server);
    const entry = entryOf(server, host, '');
    if (taken.has(name) || !entry) return [];
    const edit = (version: string): TextEdit => ({
      span: place.span,
      newText: place.write(name, entryOf(server, host, version) ?? entry),
    });
    return [
      {
        kind: 'server',
        label: safe.name(name),
        edit: edit(''),
        ...(own && { lookup: own, answered: edit }),
      } as const,
    ];
  });
}

function nameOf({ label }: KnownServer): string {
  return label
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-');
}

function lookupFor({ npm, pypi }: KnownServer): Lookup | undefined {
  if (npm?.[0]) return { ecosystem: 'npm', name: npm[0], spec: '', launcher: 'npx' };
  return pypi?.[0] ? { ecosystem: 'pypi', name: pypi[0], spec: '', launcher: 'uvx' } : undefined;
}

type Entry = Readonly<Record<string, Plain>>;

/**
 * The entry of a server in the fields of a host.
 *
 * @param version '' where none is known: a catalog may name one that the registry in use does not have
 * @returns undefined where the host starts no such server
 */
function entryOf(server: KnownServer, host: Host, version: string): Entry | undefined {
  const { fields, requires } = host;
  const { readOnly, urls } = server;
  const line = commandLine(server, version);
  const type = requires?.type;
  if (!line) {
    const [key] = fields.url;
    const [address] = urls ?? [];
    if (key === undefined || address === undefined) return undefined;
    const path = readOnly?.path === undefined ? '' : `/${readOnly.path}`;
    return { ...(type && { [type.key]: type.http }), [key]: `https://${address}${path}` };
  }
  const words = [...line, ...(readOnly?.flag === undefined ? [] : [readOnly.flag])];
  const [command, args] = [fields.command[0], fields.args[0]];
  if (command === undefined) return undefined;
  const env = envOf(server, host);
  return {
    ...(type?.always && { [type.key]: type.stdio }),
    ...(args === undefined
      ? { [command]: words }
      : { [command]: words[0] ?? '', [args]: words.slice(1) }),
    ...(fields.env[0] !== undefined && Object.keys(env).length > 0 && { [fields.env[0]]: env }),
  };
}

function commandLine({ npm, pypi, images }: KnownServer, version: string): string[] | undefined {
  const at = (name: string): string => (version === '' ? name : `${name}@${version}`);
  if (npm?.[0]) return ['npx', '-y', at(npm[0])];
  if (pypi?.[0]) return ['uvx', at(pypi[0])];
  return images?.[0] ? ['docker', 'run', '-i', '--rm', images[0]] : undefined;
}

/** References in the host's own syntax; what it does not resolve there is for the person to fill in. */
function envOf({ secretFlags, readOnly }: KnownServer, host: Host): Entry {
  const { writes, places } = host.references;
  const env: Record<string, Plain> = {};
  for (const name of Object.values(secretFlags ?? {})) {
    const id = writes === 'input' ? name.toLowerCase().replaceAll('_', '-') : name;
    const reference =
      writes !== null && places.includes('env') ? writeReference(writes, id) : undefined;
    if (reference !== undefined) env[name] = reference;
  }
  if (readOnly?.env && readOnly.flag === undefined) env[readOnly.env[0]] = readOnly.env[1];
  return env;
}

interface Place {
  readonly span: Span;
  write(name: string, entry: Entry): string;
}

function placeAt(config: Config, offset: number): Place | undefined {
  const { document, host } = config;
  const { text } = document;
  const start = lineStart(text, offset);
  const typed = text.slice(start, offset);
  const newline = eol(text);
  if (document.format === 'toml') {
    const root = host.roots.find((it) => it.path.length > 0 && !it.path.includes('*'));
    const path = root?.path;
    if (!path || !/^\s*\[?[\w.-]*$/.test(typed)) return undefined;
    const write = (name: string, entry: Entry): string =>
      [
        ...(root.shape === 'list'
          ? [`[[${path.join('.')}]]`, `name = ${writeOneLine(document, name)}`]
          : [`[${path.join('.')}.${name}]`]),
        ...Object.entries(entry).map(([key, it]) => `${key} = ${writeOneLine(document, it)}`),
      ].join(newline);
    return { span: { start, end: offset }, write };
  }
  const containers = document.roots
    .flatMap((root) => containersIn(root, host))
    .filter(({ why, single }) => why === undefined && !single);
  const [container] = containers;
  if (document.format === 'yaml' && container?.node.kind === 'array')
    return itemAt(document, container.node, start, typed);
  if (document.format === 'yaml') {
    const indent = /^ *(?=[\w-]*$)/.exec(typed)?.[0];
    const first = config.servers[0]?.nameNode?.span.start;
    if (indent === undefined || first === undefined || containers[0]?.node.kind !== 'object')
      return undefined;
    if (lineIndent(text, first) !== indent) return undefined;
    const write = (name: string, entry: Entry): string =>
      [
        `${name}:`,
        ...Object.entries(entry).map(
          ([key, it]) => `${indent}${indentUnit(document)}${key}: ${writeOneLine(document, it)}`,
        ),
      ].join(newline);
    return { span: { start: start + indent.length, end: offset }, write };
  }
  for (const { node } of containers) {
    if (node.kind !== 'object' || offset <= node.span.start || node.span.end <= offset) continue;
    const at = node.properties.find(
      ({ key, value }) => key.span.start <= offset && offset <= (value ?? key).span.end,
    );
    // A name that is being typed gives way; one with an entry does not.
    if (at?.value) return undefined;
    const span = at ? at.key.span : { start: offset, end: offset };
    const indent = lineIndent(text, span.start);
    return {
      span,
      write: (name, entry) =>
        `${writeOneLine(document, name)}: ${write(entry, document, indent, false)}`,
    };
  }
  return undefined;
}

/** A further item of a list of YAML, in the column of the others: its name is a field. */
function itemAt(
  document: Document,
  { items }: ArrayNode,
  start: number,
  typed: string,
): Place | undefined {
  const { text } = document;
  const [first] = items;
  const indent = /^ *(?=(?:- *)?[\w-]*$)/.exec(typed)?.[0];
  if (!first || indent === undefined || first.kind !== 'object') return undefined;
  if (lineIndent(text, first.span.start) !== indent) return undefined;
  const write = (name: string, entry: Entry): string =>
    [
      `- name: ${writeOneLine(document, name)}`,
      ...Object.entries(entry).map(
        ([key, it]) => `${indent}  ${key}: ${writeOneLine(document, it)}`,
      ),
    ].join(eol(text));
  return { span: { start: start + indent.length, end: start + typed.length }, write };
}
