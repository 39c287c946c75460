import { isPlain } from '../../../rules/document/text-yaml.ts';
import type { Host } from '../../../rules/hosts/host.ts';

/** A server entry with the names most hosts agree on; each host gets its own. */
export interface Entry {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly type?: string;
  /** Fields of some hosts, as they stand. */
  readonly more?: { readonly [key: string]: Value };
}

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/**
 * Configs of a host with one server `a` between two others, as different people write them: the same value in all
 * layouts the grammar has, with comments wherever that host takes them.
 *
 * @returns texts by the name of their layout; none where the host lists no servers
 */
export function configsOf(host: Host, entry: Entry): Readonly<Record<string, string>> {
  const value = configOf(host, entry);
  if (value === undefined) return {};
  if (host.format === 'toml') {
    return {
      tables: toml(value, false, false),
      'tables with comments': toml(value, false, true),
      inline: toml(value, true, false),
      'inline with comments': toml(value, true, true),
    };
  }
  if (host.format === 'yaml') {
    return {
      block: yaml(value, '', 'plain', false),
      'block with comments': yaml(value, '', 'plain', true),
      'single quotes': yaml(value, '', 'single', false),
      'double quotes': yaml(value, '', 'double', true),
      flow: `${Object.entries(value as object)
        .map(([key, inner]) => `${key}: ${JSON.stringify(inner)}`)
        .join('\n')}\n`,
    };
  }
  const pretty = `${JSON.stringify(value, null, 2)}\n`;
  return {
    pretty,
    'short lists': pretty.replace(
      /\[\s+([^[\]{}]*?)\s+\]/g,
      (_, items: string) => `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`,
    ),
    minified: JSON.stringify(value),
    ...(host.comments && { comments: commented(pretty, '//') }),
    ...(host.trailingCommas && {
      'trailing commas': pretty.replace(/(["\]}])(?=\n\s*[\]}])/g, '$1,'),
    }),
  };
}

/** One behind every third line, one line of its own before every fourth. */
function commented(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line, index) => {
      if (line === '') return line;
      const indent = /^ */.exec(line)?.[0] ?? '';
      const behind = index % 3 === 0 ? `${line} ${mark} ${index}` : line;
      return index % 4 === 0 ? `${indent}${mark} above ${index}\n${behind}` : behind;
    })
    .join('\n');
}

function configOf(host: Host, entry: Entry): Value | undefined {
  const other = { name: 'before', ...(host.format === 'yaml' && { cmd: 'node' }), command: 'node' };
  switch (host.id) {
    case 'claude-code-settings':
    case 'claude-code-unread':
      return undefined;
    case 'docker-mcp-catalog': {
      const image = entry.args?.[entry.args.indexOf('run') + 1];
      if (entry.command !== 'docker' || image === undefined) return undefined;
      const env = Object.entries(entry.env ?? {}).map(([name, value]) => ({ name, value }));
      return { registry: { a: { type: 'server', image, env }, z: { image: 'mcp/z' } } };
    }
    case 'mcp-registry-server-json': {
      const about = { name: 'io.example/a', description: 'd', version: '1.0.0' };
      const headers = Object.entries(entry.headers ?? {}).map(([name, value]) => ({ name, value }));
      if (entry.url !== undefined)
        return { ...about, remotes: [{ type: 'streamable-http', url: entry.url, headers }] };
      const variables = Object.entries(entry.env ?? {}).map(([name, value]) => ({ name, value }));
      const packages = { registryType: 'npm', identifier: '@example/server', version: '1.0.0' };
      return { ...about, packages: [{ ...packages, environmentVariables: variables }] };
    }
    case 'fastmcp-json':
      return { source: { path: 'server.py' }, deployment: { env: { ...entry.env } } };
    default: {
      const servers =
        host.roots[0]?.shape === 'list'
          ? [other, { name: 'a', ...named(host, entry) }, { ...other, name: 'behind' }]
          : { before: strip(other), a: named(host, entry), behind: strip(other) };
      const path = host.roots[0]?.path ?? [];
      if (host.roots[0]?.shape === 'server') return within(path, named(host, entry));
      return within(path, servers);
    }
  }

  function strip({ name: _, ...rest }: typeof other) {
    return named(host, { command: rest.command });
  }
}

function within(path: readonly string[], inner: Value): Value {
  return path.reduceRight<Value>((value, key) => ({ [key]: value }), inner);
}

function named({ fields, id }: Host, entry: Entry): { readonly [key: string]: Value } {
  const { command, args, env, headers, url, type, more } = entry;
  const key = (kind: 'command' | 'args' | 'env' | 'headers' | 'url' | 'type'): string =>
    fields[kind][0] ?? kind;
  if (id === 'opencode' || id === 'kilo-code') {
    return {
      type: url === undefined ? 'local' : 'remote',
      ...(command !== undefined && { command: [command, ...(args ?? [])] }),
      ...(url !== undefined && { url }),
      ...(env && { [key('env')]: env }),
      ...(headers && { headers }),
      ...more,
    };
  }
  return {
    ...(type !== undefined && { [key('type')]: type }),
    ...(command !== undefined && { [key('command')]: command }),
    ...(args && { [key('args')]: args }),
    ...(url !== undefined && { [key('url')]: url }),
    ...(env && { [key('env')]: env }),
    ...(headers && { [key('headers')]: headers }),
    ...more,
  };
}

type Quotes = 'plain' | 'single' | 'double';

function yaml(value: Value, indent: string, quotes: Quotes, comments: boolean): string {
  const text = `${block(value, indent, quotes)}\n`;
  return comments ? commented(text, '#') : text;
}

function block(value: Value, indent: string, quotes: Quotes): string {
  if (Array.isArray(value)) {
    return value
      .map((item: Value) => {
        const inner = block(item, `${indent}  `, quotes);
        return `${indent}- ${typeof item === 'object' ? inner.trimStart() : inner}`;
      })
      .join('\n');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, inner]) => {
        const name = isPlain(key, false) ? key : JSON.stringify(key);
        if (typeof inner !== 'object') return `${indent}${name}: ${block(inner, '', quotes)}`;
        if (Object.keys(inner).length === 0)
          return `${indent}${name}: ${Array.isArray(inner) ? '[]' : '{}'}`;
        return `${indent}${name}:\n${block(inner, `${indent}  `, quotes)}`;
      })
      .join('\n');
  }
  if (typeof value !== 'string') return String(value);
  if (quotes === 'single' && !/\p{Cc}/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return quotes === 'plain' && isPlain(value, false) ? value : JSON.stringify(value);
}

function toml(value: Value, inline: boolean, comments: boolean): string {
  const lines: string[] = [];
  const key = (name: string): string => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));
  const flat = (it: Value): string => {
    if (Array.isArray(it)) return `[${it.map(flat).join(', ')}]`;
    if (typeof it !== 'object')
      return typeof it === 'string' && /^[^'\p{Cc}]*$/u.test(it) && it.includes('"')
        ? `'${it}'`
        : JSON.stringify(it);
    const members = Object.entries(it).map(([name, inner]) => `${key(name)} = ${flat(inner)}`);
    return `{ ${members.join(', ')} }`;
  };
  const table = (node: Value, path: readonly string[]): void => {
    if (typeof node !== 'object' || Array.isArray(node)) return;
    const entries = Object.entries(node);
    const isTable = (inner: Value): boolean =>
      typeof inner === 'object' && !Array.isArray(inner) && !(inline && path.length >= 2);
    const own = entries.filter(([, inner]) => !isTable(inner));
    if (own.length > 0 && path.length > 0) lines.push(`[${path.map(key).join('.')}]`);
    for (const [name, inner] of own) lines.push(`${key(name)} = ${flat(inner)}`);
    for (const [name, inner] of entries) if (isTable(inner)) table(inner, [...path, name]);
  };
  table(value, []);
  const text = `${lines.join('\n')}\n`;
  return comments ? commented(text, '#') : text;
}
