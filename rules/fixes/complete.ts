import type { Config, Server } from '../config/config.ts';
import { replaceInText } from '../document/edit.ts';
import { lineIndent, lineStart } from '../document/layout.ts';
import type { TextNode } from '../document/node.ts';
import { writeOneLine } from '../document/write-value.ts';
import { writeReference } from '../references/spell.ts';
import { safe } from '../secrets/safe.ts';
import type { Span } from '../text/span.ts';
import { completeServers } from './complete-servers.ts';
import { lookupOf } from './pin.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * What could stand at a place of a config, in the words of the host that reads it.
 *
 * @param offset in UTF-16 code units, where the cursor is
 * @returns in the order in which they are worth showing
 */
export function completionsAt(config: Config, offset: number): readonly Suggestion[] {
  for (const { text, role, name } of placesOf(config)) {
    if (offset < text.span.start || text.span.end < offset) continue;
    return [
      ...completeReference(config, text, role, name, offset),
      ...completeVersion(config, text, offset),
    ];
  }
  return [...completeKeys(config, offset), ...completeServers(config, offset)];
}

function placesOf({ servers, places }: Config): Config['places'] {
  return [...servers.flatMap((it) => it.places), ...places];
}

/** An opened reference: `$`, `${`, `${input:gi`, `{env:`. */
const OPENED = /(?:\$\{?\{? ?|\{)(?:[a-zA-Z]+[:.])?[\w-]*$/;
const NAME = /^[A-Za-z_][\w-]{0,80}$/;

function completeReference(
  config: Config,
  text: TextNode,
  role: Config['places'][number]['role'],
  name: string,
  offset: number,
): readonly Suggestion[] {
  const { host, inputs } = config;
  const { writes, places } = host.references;
  if (writes === null || !places.includes(role)) return [];
  const to = valueOffset(text, offset);
  const opened = to === undefined ? null : OPENED.exec(text.value.slice(0, to));
  if (to === undefined || !opened) return [];
  const closing = /^\}{0,2}/.exec(text.value.slice(to))?.[0].length ?? 0;
  const known =
    writes === 'input'
      ? [...inputs.map(({ id }) => id), name.toLowerCase().replaceAll('_', '-')]
      : [name, ...placesOf(config).flatMap(({ references }) => references.map((it) => it.name))];
  return [...new Set(known)].flatMap((it) => {
    // What looks like a credential is no name.
    const written = NAME.test(it) && safe.name(it) === it ? writeReference(writes, it) : undefined;
    if (written === undefined) return [];
    const edit = replaceInText(text, opened.index, to + closing, written);
    return [{ kind: 'reference', label: safe.name(written), edit } as const];
  });
}

/** Behind the `@` of a package: which version is for the disk to say. */
function completeVersion(
  { servers }: Config,
  text: TextNode,
  offset: number,
): readonly Suggestion[] {
  for (const { launch } of servers) {
    for (const spec of launch?.packages ?? []) {
      const { word, start, end, pinned, named, ecosystem } = spec;
      if (word.text !== text || !pinned || ecosystem === 'oci' || ecosystem === 'git') continue;
      const to = valueOffset(text, offset);
      if (launch === undefined || to === undefined || to <= named.end || to > end) continue;
      const answered = (version: string) => replaceInText(text, start, end, pinned(version));
      const lookup = lookupOf({ ...spec, version: '' }, launch);
      const label = safe.name(spec.name);
      return [{ kind: 'version', label, edit: answered('…'), lookup, answered }];
    }
  }
  return [];
}

/** Keys that the host reads and the entry does not have yet. */
function completeKeys(config: Config, offset: number): readonly Suggestion[] {
  const { document, host, servers } = config;
  const names = Object.keys(host.reads ?? {});
  for (const server of servers) {
    const typed = server.node.properties.find(({ key }) => contains(key.span, offset));
    const missing = names.filter(
      (it) => !server.node.properties.some(({ key }) => key.value === it),
    );
    if (typed)
      return missing.map((it) => ({
        kind: 'key',
        label: safe.name(it),
        edit: replaceInText(typed.key, 0, typed.key.value.length, it),
      }));
  }
  const place = blankIn(config, offset);
  if (!place) return [];
  const { server, span } = place;
  return names
    .filter((it) => !server.node.properties.some(({ key }) => key.value === it))
    .map((it) => {
      const key = document.format === 'json' ? writeOneLine(document, it) : it;
      const newText = `${key}${document.format === 'toml' ? ' = ' : ': '}`;
      return { kind: 'key', label: safe.name(it), edit: { span, newText } };
    });
}

/** The server in whose entry a further key would stand here, and what of it is typed. */
function blankIn(
  { document, servers }: Config,
  offset: number,
): { readonly server: Server; readonly span: Span } | undefined {
  const start = lineStart(document.text, offset);
  const typed = /(?<![\w-])[\w-]{1,200}$/.exec(document.text.slice(start, offset))?.[0] ?? '';
  const span = { start: offset - typed.length, end: offset };
  if (document.format === 'json') {
    const server = servers.find(({ node }) => node.span.start < offset && offset < node.span.end);
    const inside = server?.node.properties.some(
      ({ key, value }) => key.span.start <= offset && offset <= (value ?? key).span.end,
    );
    return server && !inside ? { server, span } : undefined;
  }
  // Only at the start of a line can a key stand there.
  if (document.text.slice(start, span.start).trim() !== '') return undefined;
  const server = servers.findLast(({ node }) => node.span.start < span.start);
  const first = server?.node.properties[0]?.key.span.start;
  if (!server || first === undefined) return undefined;
  const same =
    document.format === 'toml' || lineIndent(document.text, first).length <= span.start - start;
  return same ? { server, span } : undefined;
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Which code unit of the value the cursor stands in front of. */
function valueOffset(text: TextNode, offset: number): number | undefined {
  for (let at = 0; at <= text.value.length; at += 1) {
    if (text.spanOf(at, at).start >= offset) return at;
  }
  return undefined;
}
