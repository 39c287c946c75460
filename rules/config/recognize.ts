import { type Document, type Format, MAX_LENGTH } from '../document/document.ts';
import { at, type Node } from '../document/node.ts';
import { parse } from '../document/parse.ts';
import type { Host } from '../hosts/host.ts';
import { generic, hostById, hostsOfPath, matchesGlob } from '../hosts/index.ts';
import { exampleOf } from '../hosts/net.ts';
import { containersIn } from './containers.ts';
import { mentionsServers, namesServers } from './mentions.ts';
import { isPlainlyServer, isServerMap, ROLES } from './roles.ts';
import { holdsTransports, isRootName } from './strays.ts';

/** A document and the host whose grammar and habits it is judged by. */
export interface Recognized {
  readonly document: Document;
  readonly host: Host;
}

/**
 * Decides whether a text is an MCP config and whose: by the host's id where a person named it, then by path,
 * then by content. A JSON file that is no MCP config costs no more than one look.
 *
 * @returns undefined for a text that is no MCP config
 */
export function recognize(
  text: string,
  path: string | undefined,
  hostId?: string,
): Recognized | undefined {
  const named = hostId === undefined ? undefined : hostById(hostId);
  if (named === generic) {
    const format = formatOf(path);
    return { document: parse(text, format), host: { ...generic, format } };
  }
  if (named) return asRead(parse(text, named.format), named);
  const candidates = path === undefined ? [] : hostsOfPath(path);
  let document: Document | undefined;
  const maybe = candidates.filter((host) => mayBe(host, text));
  // Who reads something in it is asked before those who only might have been meant.
  for (const isOwn of [isOwnFile, isMeantFor, isBroken]) {
    for (const host of maybe) {
      if (document?.format !== host.format) document = parse(text, host.format);
      if ((document.refused ? mayBeOwnFile : isOwn)(host, document, path ?? ''))
        return asRead(document, host);
    }
  }
  return unknownHost(text, path, document);
}

/** What is no JSON, and no fault where the host reads JSON5. */
function asRead(document: Document, host: Host): Recognized {
  if (!host.json5) return { document, host };
  const problems = document.problems.filter(({ about }) => about !== 'quotes');
  return { document: { ...document, problems }, host };
}

/** A text whose path says nothing, or the wrong thing: what is in it counts. */
function unknownHost(
  text: string,
  path: string | undefined,
  parsed: Document | undefined,
): Recognized | undefined {
  const format = formatOf(path);
  if (text.length > MAX_LENGTH || !mentionsServers(text, format)) return undefined;
  const document = parsed?.format === format ? parsed : parse(text, format);
  const isConfig = document.refused ? namesServers(text) : hasServers(document);
  if (!isConfig) return undefined;
  return { document, host: format === 'json' ? generic : { ...generic, format } };
}

/** JSON where the name says nothing else: a snippet that somebody pastes is JSON nearly always. */
function formatOf(path = ''): Format {
  const name = exampleOf(path.replaceAll('\\', '/')) ?? path;
  if (/\.toml$/i.test(name)) return 'toml';
  return /\.ya?ml$/i.test(name) ? 'yaml' : 'json';
}

/** So long that whoever read it may have stopped before its end. */
const CUT = 2 * MAX_LENGTH;

/**
 * Whether a text that is not read may be a host's own, by the words in it: what is too large or nested too deep
 * must not slip through as a file of another kind.
 */
function mayBeOwnFile(host: Host, { text, format }: Document, path: string): boolean {
  const normalized = nameOf(path);
  const sniffs = (host.sniff ?? []).filter(({ glob }) => matchesGlob(glob, normalized));
  if (sniffs.length === 0 && (host.dedicated || text.length > CUT)) return true;
  const names = (steps: readonly string[]): boolean =>
    steps.every((it) => it === '*' || text.includes(format === 'json' ? `"${it}"` : it));
  return (
    sniffs.every(
      ({ keys = [], mentions }) =>
        keys.every(names) && (mentions?.some((it) => text.includes(it)) ?? true),
    ) && [...host.roots.map((root) => root.path), ...(host.governs ?? [])].some(names)
  );
}

/** A look at the text that saves parsing it: a settings file that names none of the keys has no part about MCP. */
function mayBe(host: Host, text: string): boolean {
  if (host.dedicated || text.length > CUT) return true;
  const paths = [...host.roots.map(({ path }) => path), ...(host.governs ?? [])];
  return (
    paths.some((path) => path.every((step) => step === '*' || text.includes(step))) ||
    mentionsServers(text, host.format)
  );
}

/** Whether a file at one of a host's paths is about MCP, and in this host's dialect. */
function isOwnFile(host: Host, document: Document, path: string): boolean {
  const fits = isSniffed(host, document, path);
  if (fits === undefined && host.dedicated) return true;
  return (
    fits !== false &&
    (document.roots.some((root) => containersIn(root, host).some(({ why }) => !why)) ||
      (host.governs ?? []).some((key) => holds(document, key)))
  );
}

/** Whether a file at one of a host's paths holds servers, if not where this host would see them. */
function isMeantFor(host: Host, document: Document, path: string): boolean {
  return (
    isSniffed(host, document, path) !== false &&
    document.roots.some((root) => containersIn(root, host).length > 0)
  );
}

/** Whether what would have told is in the part of a file that cannot be read: silence would pass for clean. */
function isBroken(host: Host, document: Document, path: string): boolean {
  const { problems, format, text } = document;
  return (
    problems.length > 0 &&
    format !== 'json' &&
    isSniffed(host, document, path) === undefined &&
    mentionsServers(text, format)
  );
}

/** Whether a file of a name that others use as well holds what this host's has to; undefined for a name of its own. */
function isSniffed(host: Host, document: Document, path: string): boolean | undefined {
  const normalized = nameOf(path);
  const sniffs = (host.sniff ?? []).filter(({ glob }) => matchesGlob(glob, normalized));
  if (sniffs.length === 0) return undefined;
  return sniffs.every(
    ({ keys = [], without = [], mentions }) =>
      keys.every((key) => holds(document, key)) &&
      !without.some((key) => holds(document, key)) &&
      (mentions?.some((mention) => document.text.includes(mention)) ?? true),
  );
}

function holds({ roots }: Document, path: readonly string[]): boolean {
  return roots.some((root) => at(root, path) !== undefined);
}

/** Keys that nobody uses for anything else. */
function isTelling(pointer: string): boolean {
  const last = pointer.slice(pointer.lastIndexOf('/') + 1);
  return isRootName(last) || /(?:^|\/)mcp(?:\/servers)?$|[mM]cpServers$/.test(pointer);
}

function hasServers({ roots }: Document): boolean {
  return roots.some((root) => {
    if (['openapi', 'swagger', 'asyncapi'].some((key) => at(root, [key]))) return false;
    return containersIn(root, generic).some(({ node, pointer, why, single }) => {
      if (single && pointer === '') return isNothingButServer(node);
      if (isTelling(pointer))
        return (
          single ||
          isServerMap(node) ||
          holdsTransports(node) ||
          (node.kind === 'object' && /mcpServers$/.test(pointer))
        );
      // `servers`, `internalServers`, or no key at all: much is listed that way, in compile_commands.json to begin with.
      return (!why || /servers$/i.test(pointer)) && entriesOf(node).some(isPlainlyServer);
    });
  });
}

function entriesOf(node: Node): readonly (Node | undefined)[] {
  if (node.kind === 'object') return node.properties.map(({ value }) => value);
  return node.kind === 'array'
    ? node.items.filter((item) => at(item, ['name'])?.kind === 'text')
    : [];
}

/** One server as command lines take it, and not one key that no host knows: a command and its arguments are common. */
function isNothingButServer(node: Node): boolean {
  if (!isPlainlyServer(node)) return false;
  return node.properties.every(({ key }) => key.value in ROLES || COMMON_KEYS.has(key.value));
}

const COMMON_KEYS: ReadonlySet<string> = new Set(
  'type transport name description timeout disabled enabled autoApprove alwaysAllow tools trust'.split(
    ' ',
  ),
);

/** The path by which a host would know it: that of the original for an example. */
function nameOf(path: string): string {
  const normalized = path.replaceAll('\\', '/');
  return exampleOf(normalized) ?? normalized;
}
