import type { Manifest } from '../../../project/manifests/manifest.ts';
import { baseName, folderOf } from '../../../project/names/sources.ts';
import type { ServerProject } from '../../../project/project.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Tool } from '../../../project/tools/tool.ts';
import { type Maker, makerOf } from './maker.ts';

/** A setting that the server reads, by its name. */
export interface Setting {
  readonly name: string;
  readonly secret: boolean;
  readonly required: boolean;
}

/** How the server is started, as a host writes it down. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** What a person runs once before; '' where the command fetches it. */
  readonly install: string;
}

export type HelpLanguage = 'typescript' | 'javascript' | 'python' | 'go' | 'other';

/** What drafts are filled with: the project's own names, and nothing that is not known. */
export interface Known {
  readonly project: ServerProject;
  readonly signals: Signals;
  /** For headings and sentences: the package's name without its scope. */
  readonly name: string;
  /** As it is installed. */
  readonly packageName: string;
  readonly version: string;
  readonly language: HelpLanguage;
  /** The folder of the project, with `/` at its end; '' for the root. */
  readonly root: string;
  /** Where its code is, with `/` at its end. */
  readonly source: string;
  /** What a relative import ends with: `.js`, `.ts` or nothing. */
  readonly importEnd: string;
  /** Of code files that are made. */
  readonly extension: string;
  readonly launch: Launch | null;
  /** An address, where it is reached over the network. */
  readonly url: string | null;
  readonly settings: readonly Setting[];
  readonly tools: readonly Tool[];
  /** Hosts that it calls, as far as the code names them. */
  readonly services: readonly string[];
  /** `https://github.com/owner/name`, where a manifest says it. */
  readonly repository: string | null;
  /** What makes the server, for tests. */
  readonly maker: Maker | null;
  /** The runner of its tests. */
  readonly runner: 'vitest' | 'jest' | 'node:test' | 'pytest' | 'go';
  /** Which of the SDKs: the second one of TypeScript, mark3labs' of Go, the one that is called fastmcp … */
  readonly sdk: 'ts-1' | 'ts-2' | 'fastmcp' | 'mcp' | 'mark3labs' | 'go-sdk' | 'other';
}

/** Looks up what drafts need. Throws nothing. */
export function knownOf(signals: Signals): Known {
  const { project } = signals;
  const main = mainManifest(project);
  const packageName = main?.name?.value ?? project.name;
  const root = project.root === '' ? '' : `${project.root}/`;
  const language = languageOf(project);
  const code = codePath(signals);
  const source = code === undefined ? `${root}src/` : withSlash(folderOf(code));
  return {
    project,
    signals,
    name: packageName.replace(/^@[^/]+\//, '').replace(/^.*\//, ''),
    packageName,
    version: project.version?.value ?? '1.0.0',
    language,
    root,
    source,
    importEnd: importEnd(project),
    extension: extensionOf(language, code),
    launch: launchOf(project, main, packageName) ?? fromSource(project, language, packageName),
    url: urlOf(signals),
    settings: settingsOf(signals),
    tools: project.tools,
    services: servicesOf(signals),
    repository: repositoryOf(project),
    maker: makerOf(project, language),
    runner: runnerOf(project, language),
    sdk: sdkOf(project),
  };
}

function withSlash(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}

function mainManifest({ manifests, root }: ServerProject): Manifest | undefined {
  const own = manifests.filter(({ file }) => folderOf(file) === root);
  return own.find(({ kind, name }) => name && kind !== 'server.json' && kind !== 'mcpb') ?? own[0];
}

function languageOf({ languages }: ServerProject): HelpLanguage {
  const [first] = languages;
  return first === 'typescript' || first === 'javascript' || first === 'python' || first === 'go'
    ? first
    : 'other';
}

/** A file of the server that its tools or its transport stand in. */
function codePath({ project }: Signals): string | undefined {
  return project.transports[0]?.at.file ?? project.tools[0]?.at.file ?? project.entries[0]?.file;
}

function extensionOf(language: HelpLanguage, code: string | undefined): string {
  if (language === 'python') return '.py';
  if (language === 'go') return '.go';
  const own = /\.[cm]?[jt]s$/.exec(code ?? '')?.[0];
  return own ?? (language === 'javascript' ? '.js' : '.ts');
}

/** What relative imports of the project end with, by the first that is found. */
function importEnd({ sources }: ServerProject): string {
  for (const { imports } of sources.modules.values())
    for (const { from } of imports)
      if (/^\.{1,2}\//.test(from)) return /\.[cm]?[jt]s$/.exec(from)?.[0] ?? '';
  return '.js';
}

function launchOf(
  { entries, root }: ServerProject,
  main: Manifest | undefined,
  name: string,
): Launch | null {
  const pinned = main?.version && /^\d/.test(main.version.value) ? main.version.value : undefined;
  switch (main?.kind) {
    case 'package.json':
      if (!main.entries.some(({ kind }) => kind === 'bin')) return null;
      return { command: 'npx', args: ['-y', pinned ? `${name}@${pinned}` : name], install: '' };
    case 'pyproject.toml': {
      const script = main.entries.find(({ kind }) => kind === 'bin')?.name;
      if (script === undefined) return null;
      const spec = pinned ? `${name}==${pinned}` : name;
      const same = script === name && !pinned;
      return { command: 'uvx', args: same ? [name] : ['--from', spec, script], install: '' };
    }
    case 'go.mod': {
      const program = entries.find(({ kind, file }) => kind === 'program' && file.endsWith('.go'));
      const below = program ? folderOf(program.file).slice(root === '' ? 0 : root.length + 1) : '';
      const path = below === '' ? name : `${name}/${below}`;
      return { command: baseName(path), args: [], install: `go install ${path}@latest` };
    }
    case 'Cargo.toml':
      return { command: name, args: [], install: `cargo install ${name}` };
    default:
      return null;
  }
}

/** What no package manager starts: from a clone. */
function fromSource(
  { manifests, entries, root }: ServerProject,
  language: HelpLanguage,
  name: string,
): Launch | null {
  const clone = `/path/to/${name.replace(/^@[^/]+\//, '')}`;
  if (language === 'typescript' || language === 'javascript') {
    const declared = manifests.flatMap((it) => (it.kind === 'package.json' ? it.entries : []));
    const built = declared.find(({ kind }) => kind === 'main' || kind === 'script')?.value;
    const file = (built ?? 'dist/index.js').replace(/^\.\//, '');
    return { command: 'node', args: [`${clone}/${file}`], install: 'npm ci && npm run build' };
  }
  if (language !== 'python') return null;
  const program = entries.find(({ file }) => file.endsWith('.py'))?.file ?? 'server.py';
  const file = root === '' ? program : program.slice(root.length + 1);
  return { command: 'uv', args: ['--directory', clone, 'run', file], install: 'uv sync' };
}

function urlOf(signals: Signals): string | null {
  for (const { file } of signals.manifests('server.json')) {
    const text = signals.project.files.get(file)?.text ?? '';
    const found = /"url"\s*:\s*"(https:\/\/[^"{}\s]{4,200})"/.exec(
      text.slice(text.indexOf('"remotes"')),
    );
    if (text.includes('"remotes"') && found?.[1]) return found[1];
  }
  return null;
}

/** Its variables, each once, those that it cannot do without in front. */
function settingsOf({ credentials, project }: Signals): readonly Setting[] {
  const declared = new Map(
    project.manifests.flatMap(({ inputs }) => inputs.map((it) => [it.name, it] as const)),
  );
  const names = new Map<string, Setting>();
  for (const { name, kind, secret, fallback } of project.variables) {
    if (kind !== 'environment' || NOT_OURS.test(name)) continue;
    const known = names.get(name);
    const required = declared.get(name)?.required ?? (secret && fallback === 'none');
    names.set(name, {
      name,
      secret: secret || (known?.secret ?? false),
      required: required && (known?.required ?? true),
    });
  }
  for (const { name, variable } of credentials)
    if (!variable && /^[A-Z][A-Z0-9_]+$/.test(name) && !names.has(name))
      names.set(name, { name, secret: true, required: declared.get(name)?.required ?? false });
  return [...names.values()].sort((a, b) => Number(b.required) - Number(a.required));
}

/** Of the machine, the runtime or the pipeline. */
const NOT_OURS =
  /^(?:NODE_|npm_|CI$|PATH$|HOME$|USER|APPDATA|XDG_|TMP|TEMP|PYTHON|VIRTUAL_ENV|DEBUG$|GITHUB_ACTIONS|VITEST|JEST)/;

/** Hosts of addresses in the code, without those of documents and of this machine. */
function servicesOf({ upstream, code }: Signals): readonly string[] {
  const hosts = new Set<string>();
  const add = (url: string | null): void => {
    const host = /^https?:\/\/([\w-]+(?:\.[\w-]+)+)/.exec(url ?? '')?.[1];
    if (host !== undefined && !ASIDE.test(host)) hosts.add(host);
  };
  for (const { url } of upstream) add(url);
  for (const { text } of code.project.code.texts)
    if (/^https:\/\/(?:api|[\w-]+\.api)\./.test(text)) add(text);
  return [...hosts].slice(0, 8);
}

const ASIDE =
  /^(?:localhost|127\.|0\.0\.0\.0)|example\.(?:com|org|net)$|json-schema\.org$|^(?:www\.)?w3\.org$/;

function repositoryOf({ manifests }: ServerProject): string | null {
  for (const { links } of manifests)
    for (const { kind, value } of links) {
      if (kind !== 'repository' && kind !== 'homepage' && kind !== 'bugs') continue;
      const found = /(github|gitlab)\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?=[/#?]|$)/.exec(value);
      if (found && !/your|example/i.test(found[2] ?? ''))
        return `https://${found[1]}.com/${found[2]}`;
    }
  const module = manifests.find(({ kind }) => kind === 'go.mod')?.name?.value;
  const path = /^(git(?:hub|lab)\.com\/[\w.-]+\/[\w.-]+)/.exec(module ?? '')?.[1];
  return path === undefined ? null : `https://${path}`;
}

function runnerOf({ manifests }: ServerProject, language: HelpLanguage): Known['runner'] {
  if (language === 'python') return 'pytest';
  if (language === 'go') return 'go';
  const names = new Set(
    manifests.flatMap(({ dependencies }) => dependencies.map(({ value }) => value)),
  );
  if (names.has('jest') || names.has('ts-jest')) return 'jest';
  return names.has('vitest') || language === 'typescript' ? 'vitest' : 'node:test';
}

function sdkOf({ sdks, languages }: ServerProject): Known['sdk'] {
  const names = sdks.map(({ name }) => name);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (languages[0] === 'go')
    return has(/mark3labs/) ? 'mark3labs' : has(/modelcontextprotocol/) ? 'go-sdk' : 'other';
  if (languages[0] === 'python')
    return has(/^fastmcp$/) ? 'fastmcp' : has(/^mcp$/) ? 'mcp' : 'other';
  if (has(/^@modelcontextprotocol\/sdk$/)) return 'ts-1';
  return has(/^@modelcontextprotocol\/server$/) ? 'ts-2' : 'other';
}
