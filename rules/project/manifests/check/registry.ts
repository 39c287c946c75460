import { at, type Node, property } from '../../../document/node.ts';
import { parse } from '../../../document/parse.ts';
import { entriesAt, itemsAt, textAt } from '../nodes.ts';
import { isHttps, isOneVersion, isTemplate, type ListingProblem, Problems } from './problem.ts';

/** The newest schema of server.json, and where it is. */
const REGISTRY_SCHEMA = '2025-12-11';
export const REGISTRY_SCHEMA_URL =
  'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';

/** registry, internal/validators/registries: what it can ask who owns a package. */
const TYPES = ['npm', 'pypi', 'nuget', 'oci', 'mcpb', 'cargo', 'go', 'maven'];
/** docs/reference/server-json/official-registry-requirements.md; Quay and Cargo as of 2026. */
const IMAGES =
  /^(?:docker\.io|ghcr\.io|quay\.io|mcr\.microsoft\.com|[\w.-]{1,100}\.pkg\.dev|[\w.-]{1,100}\.azurecr\.io)\//;
const META = 'io.modelcontextprotocol.registry/publisher-provided';
const MOST_META = 4096;
/** Names of fields until 2025-07, and what they became. */
const RENAMED: Readonly<Record<string, string>> = {
  registry_name: 'registryType',
  registry_type: 'registryType',
  environment_variables: 'environmentVariables',
  package_arguments: 'packageArguments',
  runtime_arguments: 'runtimeArguments',
  runtime_hint: 'runtimeHint',
  transport_type: 'type',
  website_url: 'websiteUrl',
  is_required: 'isRequired',
  is_secret: 'isSecret',
  version_detail: 'version',
};

/**
 * What the official registry refuses or drops of a `server.json`: its schema of 2025-12-11, its validators, and its
 * requirements as of 2026. Never throws.
 *
 * @returns none for a text that cannot be read to its end, and for one that is no listing
 */
export function registryProblems(text: string): readonly ListingProblem[] {
  const document = parse(text, 'json');
  const [root] = document.roots;
  if (root?.kind !== 'object' || document.problems.length > 0) return [];
  const found = new Problems();
  const old = renamed(root, found);
  head(root, found);
  for (const node of itemsAt(root, 'packages')) onePackage(node, found, old);
  for (const node of itemsAt(root, 'remotes')) remote(node, found, old);
  links(root, found);
  meta(root, found, text);
  return found.all;
}

/** @returns whether it has the field names of 2025-07, so that those of today are missing for that reason */
function renamed(root: Node, found: Problems): boolean {
  const holders = [root, ...itemsAt(root, 'packages'), ...itemsAt(root, 'remotes')];
  const inner = holders.flatMap((node) => [
    ...itemsAt(node, 'environment_variables'),
    ...itemsAt(node, 'environmentVariables'),
  ]);
  for (const node of [...holders, ...inner]) {
    for (const { value, at: span } of entriesAt(node)) {
      const now = Object.hasOwn(RENAMED, value) ? RENAMED[value] : undefined;
      if (now !== undefined) found.add('renamed', 'schema', value, now, span);
    }
  }
  return found.all.length > 0;
}

function head(root: Node, found: Problems): void {
  const schema = textAt(root, '$schema');
  const day = /\/(\d{4}-\d{2}-\d{2})\//.exec(schema?.value ?? '')?.[1];
  if (schema && day !== undefined && day < REGISTRY_SCHEMA)
    found.add('old-schema', 'schema', day, REGISTRY_SCHEMA, schema.at);
  found.needs('required', root, 'name');
  found.needs('required', root, 'description');
  if (!property(root, 'version_detail')) found.needs('required', root, 'version');
  found.fits('name', root, isName, 'a reverse domain, one slash and a name', 'name');
  found.within('texts', root, 100, 'description');
  found.within('texts', root, 100, 'title');
  found.within('texts', root, 255, 'version');
  found.fits('texts', root, isOneVersion, 'one version, no range', 'version');
}

/** Each part begins and ends with a letter or digit. */
function isName(name: string): boolean {
  if (name.length < 3 || name.length > 200 || !/^[A-Za-z0-9.-]+\/[\w.-]+$/.test(name)) return false;
  return name.split('/').every((part) => /^[A-Za-z0-9]/.test(part) && /[A-Za-z0-9]$/.test(part));
}

function onePackage(node: Node, found: Problems, old: boolean): void {
  if (!old) {
    for (const key of ['registryType', 'identifier', 'transport'])
      found.needs('packages', node, key);
  }
  const type = textAt(node, 'registryType');
  const kind = type?.value.toLowerCase() ?? '';
  if (type && !TYPES.includes(kind) && !isTemplate(type.value))
    found.add('unknown', 'registries', type.value, 'registryType', type.at);
  found.fits('packages', node, (it) => !it.includes(' '), 'one word', 'identifier');
  found.fits('packages', node, isOneVersion, 'one version, no range', 'version');
  if (kind === 'oci') image(node, found);
  if (kind === 'mcpb') bundle(node, found);
  const names = [
    ...itemsAt(node, 'environmentVariables'),
    ...itemsAt(node, 'packageArguments'),
    ...itemsAt(node, 'runtimeArguments'),
  ].flatMap((it) => textAt(it, 'name')?.value ?? textAt(it, 'valueHint')?.value ?? []);
  template(textAt(node, 'transport', 'url'), names, found);
  if (!old && /^(?:streamable-http|sse)$/.test(textAt(node, 'transport', 'type')?.value ?? ''))
    found.needs('packages', node, 'transport', 'url');
  for (const argument of [
    ...itemsAt(node, 'packageArguments'),
    ...itemsAt(node, 'runtimeArguments'),
  ])
    oneArgument(argument, found);
}

/** An image carries its tag in its name. */
function image(node: Node, found: Problems): void {
  const version = property(node, 'version');
  if (version)
    found.add('form', 'packages', 'version', 'in the identifier, as its tag', version.key.span);
  found.fits('registries', node, isPublicImage, 'of a public registry', 'identifier');
  found.fits(
    'packages',
    node,
    (it) => isTemplate(it) || /(?::[\w][\w.-]*|@sha256:[0-9a-f]{64})$/.test(it),
    'with a tag',
    'identifier',
  );
}

function isPublicImage(identifier: string): boolean {
  const host = identifier.split('/')[0] ?? '';
  // Without a host it is one of Docker Hub.
  return !/[.:]/.test(host) || !identifier.includes('/') || IMAGES.test(identifier);
}

function bundle(node: Node, found: Problems): void {
  const isRelease = (it: string): boolean =>
    isTemplate(it) || (/^https:\/\/(?:www\.)?git(?:hub|lab)\.com\//.test(it) && /mcp/i.test(it));
  found.fits('registries', node, isRelease, 'a release of GitHub or GitLab', 'identifier');
  found.needs('ownership', node, 'fileSha256');
  const isHash = (it: string): boolean => isTemplate(it) || /^[a-f0-9]{64}$/.test(it);
  found.fits('ownership', node, isHash, '64 hexadecimal digits', 'fileSha256');
}

function oneArgument(node: Node, found: Problems): void {
  const isPlain = (it: string): boolean => !/[\s<>$]/.test(it);
  found.fits('arguments', node, isPlain, 'the flag alone, without a value', 'name');
  const name = textAt(node, 'name')?.value;
  if (name === undefined || name === '') return;
  for (const key of ['value', 'default']) {
    const given = textAt(node, key);
    if (given?.value.startsWith(name))
      found.add('form', 'arguments', key, 'without the name', given.at);
  }
}

function remote(node: Node, found: Problems, old: boolean): void {
  if (!old) found.needs('remotes', node, 'type');
  found.needs('remotes', node, 'url');
  const type = textAt(node, 'type');
  if (type && !/^(?:streamable-http|sse)$/.test(type.value))
    found.add('unknown', 'remotes', type.value, 'type of a remote', type.at);
  found.fits('remotes', node, isPublicUrl, 'a public https address', 'url');
  template(
    textAt(node, 'url'),
    entriesAt(node, 'variables').map(({ value }) => value),
    found,
  );
}

function isPublicUrl(url: string): boolean {
  if (/^\{[^{}]{1,100}\}/.test(url)) return true;
  const host = /^https:\/\/([^/?#]+)/.exec(url)?.[1]?.replace(/:\d+$/, '') ?? '';
  return host !== '' && !/^(?:localhost|127\.0\.0\.1|\[::1\])$|\.localhost$/.test(host);
}

/** `{tenant}` of an address has to be something that a person is asked for. */
function template(url: ReturnType<typeof textAt>, names: readonly string[], found: Problems): void {
  if (!url || url.value.includes('${')) return;
  const known = new Set(names);
  for (const { 1: name = '' } of url.value.matchAll(/\{([^{}]{1,100})\}/g))
    if (!known.has(name)) found.add('undeclared', 'remotes', name, 'variables', url.at);
}

const REPOSITORIES: Readonly<Record<string, RegExp>> = {
  github: /^https?:\/\/(?:www\.)?github\.com\/[\w.-]+\/[\w.-]+\/?$/,
  gitlab: /^https?:\/\/(?:www\.)?gitlab\.com(?:\/[\w.-]+){2,9}\/?$/,
};

function links(root: Node, found: Problems): void {
  found.fits('links', root, isHttps, 'an https address', 'websiteUrl');
  for (const icon of itemsAt(root, 'icons')) {
    found.fits('links', icon, isHttps, 'an https address', 'src');
    found.within('links', icon, 255, 'src');
  }
  const repository = at(root, ['repository']);
  if (repository?.kind !== 'object' || repository.properties.length === 0) return;
  const source = textAt(repository, 'source');
  found.needs('links', repository, 'url');
  found.needs('links', repository, 'source');
  const form = REPOSITORIES[source?.value ?? ''];
  if (source && source.value !== '' && !form)
    found.add('unknown', 'links', source.value, 'source of a repository', source.at);
  if (form)
    found.fits(
      'links',
      repository,
      (it) => form.test(it),
      `a repository of ${source?.value}`,
      'url',
    );
  found.fits('links', repository, isCleanPath, 'a relative path', 'subfolder');
}

function isCleanPath(path: string): boolean {
  return path.split('/').every((part) => /^[\w.-]+$/.test(part) && part !== '.' && part !== '..');
}

function meta(root: Node, found: Problems, text: string): void {
  for (const { value, at: span, node } of entriesAt(root, '_meta')) {
    if (value !== META) found.add('dropped', 'meta', value, '', span);
    else if (node && node.span.end - node.span.start > MOST_META && compact(text, node) > MOST_META)
      found.add('long', 'meta', META, String(MOST_META), span);
  }
}

/** As many characters as are left without blanks between them; fewer than there are, never more. */
function compact(text: string, { span }: Node): number {
  return text.slice(span.start, span.end).replace(/\s+/g, '').length;
}
