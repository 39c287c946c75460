import { once, perObject } from '../text/memory.ts';
import { entryPoints } from './code/entries.ts';
import { importGraph, reachedFrom } from './code/graph.ts';
import { modesOf, rolesOf } from './code/reach.ts';
import type { Sites } from './code/sites.ts';
import { mayStartIn, plainTransports, type Transport, transportsOf } from './code/transports.ts';
import { plainVariables, type Variable } from './code/variables.ts';
import type { FileFacts } from './files/facts.ts';
import { languagesOf } from './files/languages.ts';
import { isCode } from './files/role.ts';
import { librariesOf } from './libraries.ts';
import type { Manifest, ManifestKind } from './manifests/manifest.ts';
import { baseName, folderOf, type Sources, sourcesOf, withBudget } from './names/sources.ts';
import type { ServerProject } from './project.ts';
import { findTools } from './tools/find.ts';
import { plainTools } from './tools/plain.ts';
import type { Tool } from './tools/tool.ts';

const PACKAGES: ReadonlySet<ManifestKind> = new Set([
  'package.json',
  'pyproject.toml',
  'go.mod',
  'Cargo.toml',
  'maven',
  'gradle',
  'csproj',
]);

/**
 * The server projects among the files of one repository. Never throws.
 *
 * @param given facts of every file that was read, with paths from one common root
 * @returns one for each package that starts a server; none where nothing does
 */
export function readProjects(given: Iterable<FileFacts>): readonly ServerProject[] {
  const all = new Map([...given].map((facts) => [facts.path, facts]));
  const roots = packageRoots(all);
  const sources = sourcesOf(modulesOf(all.values()), packageNames(all));
  const starts = startsIn(all, sources, roots);
  const graph = importGraph(sources, all.values());
  return [...starts].sort().map((root) => projectAt(root, all, { sources, graph, roots, starts }));
}

interface Whole {
  readonly sources: Sources;
  readonly graph: ReturnType<typeof importGraph>;
  readonly roots: ReadonlySet<string>;
  readonly starts: ReadonlySet<string>;
}

function* modulesOf(files: Iterable<FileFacts>) {
  for (const { source } of files) if (source) yield source.module;
}

function packageNames(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { manifest, path } of files.values()) {
    if (manifest?.kind === 'package.json' && manifest.name)
      names.set(manifest.name.value, folderOf(path));
  }
  return names;
}

export function packageRoots(files: ReadonlyMap<string, FileFacts>): ReadonlySet<string> {
  const roots = new Set<string>();
  for (const { manifest, path, role } of files.values()) {
    if (
      manifest &&
      PACKAGES.has(manifest.kind) &&
      role !== 'test' &&
      role !== 'example' &&
      role !== 'template'
    )
      roots.add(folderOf(path));
  }
  return roots;
}

/** The folder of the package that a file belongs to. */
export function rootOf(path: string, roots: ReadonlySet<string>): string {
  for (let at = folderOf(path); at !== ''; at = folderOf(at)) if (roots.has(at)) return at;
  return '';
}

/** Packages that start a server; where none does, those that make one or its tools. */
function startsIn(
  files: ReadonlyMap<string, FileFacts>,
  sources: Sources,
  roots: ReadonlySet<string>,
): ReadonlySet<string> {
  const starting = new Set<string>();
  const making = new Set<string>();
  for (const facts of files.values()) {
    if (facts.role !== 'server' || !mentionsSdk(facts)) continue;
    const root = rootOf(facts.path, roots);
    if (transportsIn(sources, facts).length > 0) starting.add(root);
    else if (makesServer(facts)) making.add(root);
  }
  // What hands a server to others starts none itself, and is no project as long as somebody does.
  return starting.size > 0 ? starting : making;
}

const SDK =
  /modelcontextprotocol|fastmcp|mcp-framework|\bxmcp\b|mcp-handler|mcp-adapter|\bagents\/mcp\b|mark3labs\/mcp-go|mcp-golang|FreePeak\/cortex|foxy-contexts|mcp-ts-core|\brmcp\b|rust_mcp|quarkiverse\.mcp|ModelContextProtocol|\bfrom mcp\b|\bimport mcp\b|fastapi_mcp|litemcp|mcp-lite|springframework\.ai/;

/** Whether a file speaks of a library for servers. */
export const mentionsSdk = perObject(({ text }: FileFacts) => SDK.test(text));

const MAKERS =
  /^(?:McpServer|FastMCP|NewMCPServer|MCPServer|NewServer|LiteMCP|registerTool|addTool|AddTool|setRequestHandler|createMcpHandler|createApp)$/;

const makesServer = perObject(({ sites, path, text }: FileFacts): boolean => {
  if (!sites) return plainTools(path, text).length > 0;
  return sites.calls.some(({ name }) => MAKERS.test(name));
});

function transportsIn(sources: Sources, facts: FileFacts): readonly Transport[] {
  if (!facts.sites) return isCode(facts.path) ? plainTransports(facts.path, facts.text) : [];
  return mayStartIn(facts.sites).flatMap((site) => transportsOf(sources, site));
}

/** Whether a file of the repository is about the project in a folder. */
function partOf(
  { path, role }: FileFacts,
  root: string,
  reached: ReadonlySet<string>,
  whole: Whole,
): boolean {
  if (reached.has(path)) return true;
  const own = rootOf(path, whole.roots);
  if (own === root) return true;
  if (isSite(own, root) && role === 'document') return true;
  if (!isBelow(root, own) || whole.starts.has(own)) return false;
  // Of what is around it come documents, pipelines and listings; tests, when there is one server to test.
  if (!isCode(path)) return true;
  return role === 'test' && [...whole.starts].filter((it) => isBelow(it, own)).length === 1;
}

/** Documents that a package of its own makes pages of: those of the package around it. */
function isSite(own: string, root: string): boolean {
  return (
    /(?:^|\/)(?:docs?|documentation|website|site|docs-site)$/i.test(own) && folderOf(own) === root
  );
}

function isBelow(folder: string, other: string): boolean {
  return other === '' || folder.startsWith(`${other}/`);
}

function projectAt(root: string, all: ReadonlyMap<string, FileFacts>, whole: Whole): ServerProject {
  const { sources: every, graph } = whole;
  const inRoot = [...all.values()].filter(
    ({ path, role }) => role === 'server' && rootOf(path, whole.roots) === root,
  );
  const near = reachedFrom(
    graph,
    inRoot.map(({ path }) => path),
  );
  const files = new Map([...all].filter(([, facts]) => partOf(facts, root, near, whole)));
  const list = [...files.values()];
  const sources = withBudget(sourcesOf(modulesOf(list), every.packages));
  const manifests = list.flatMap(({ manifest, role }) =>
    manifest && role !== 'test' && role !== 'example' && role !== 'template' ? [manifest] : [],
  );
  const own = manifests.filter(({ file }) => folderOf(file) === root && isPackage(file, manifests));
  const main = own.find(({ kind, name }) => PACKAGES.has(kind) && name) ?? own[0];
  const serverFiles = list.filter(({ role }) => role === 'server');
  const transports = serverFiles.flatMap((facts) => transportsIn(sources, facts));
  const entries = entryPoints(sources, serverFiles, manifests);
  const reach = modesOf(
    graph,
    entries.map(({ file }) => file),
    transports,
  );
  const found = findTools(sourcesOf(modulesOf(serverFiles), every.packages));
  const tools: Tool[] = [
    ...found.tools,
    ...serverFiles.flatMap(({ source, path, text }) => (source ? [] : plainTools(path, text))),
  ];
  const holding = tools.flatMap(({ at, also }) => [at.file, ...also.map(({ file }) => file)]);
  const roles = rolesOf(list, graph, reach, holding);
  const code = serverFiles.filter(({ path }) => roles.get(path) === 'server');
  const libraries = librariesOf(manifests, code);
  return Object.freeze({
    root,
    name: main?.name?.value ?? baseName(root),
    version: main?.version ?? null,
    languages: languagesOf(code),
    files,
    sources,
    manifests,
    libraries,
    sdks: libraries.filter(({ purposes }) => purposes.includes('sdk')),
    transports: transports.filter(({ at }) => roles.get(at.file) === 'server'),
    tools,
    dynamicTools: found.dynamic,
    variables: code.flatMap((facts) => variablesOf(facts)),
    entries,
    graph,
    roles,
    modes: reach.modes,
    entriesKnown: reach.known,
    code: joinedCode(code.flatMap(({ sites }) => sites ?? [])),
    unread: code.flatMap(({ source, path }) => (source ? [] : [path])),
  });
}

/** Few ask for all of it, and of a large project it is a lot. */
function joinedCode(sites: readonly Sites[]): ServerProject['code'] {
  const calls = once(() => sites.flatMap((it) => it.calls));
  const texts = once(() => sites.flatMap((it) => it.texts));
  const paths = once(() => sites.flatMap((it) => it.paths));
  return Object.freeze({
    get calls() {
      return calls();
    },
    get texts() {
      return texts();
    },
    get paths() {
      return paths();
    },
  });
}

function isPackage(file: string, manifests: readonly Manifest[]): boolean {
  return manifests.some(({ file: other, kind }) => other === file && PACKAGES.has(kind));
}

function variablesOf({ variables, path, text, source }: FileFacts): readonly Variable[] {
  return source ? variables : plainVariables(path, text);
}
