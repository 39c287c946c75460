import { folderOf, joined } from './names/sources.ts';
import type { ServerProject } from './project.ts';

/** How a project's server is started from its own folder: what its manifest says, put into words of a command. */
export interface ProjectStart {
  readonly command: string;
  /** A path is from the root of what was read. */
  readonly args: readonly (string | { readonly path: string })[];
  /** A file that has to be there first, as a build makes it; from the root of what was read. */
  readonly needs?: string;
  /** The variables that hold credentials, by what the code reads. */
  readonly secrets: readonly string[];
}

/**
 * The start command of a server that talks over standard input and output.
 *
 * @param project as it was read
 * @returns undefined where its manifest names no program, or where it only listens: then somebody starts it. Throws nothing.
 */
export function startOf(project: ServerProject): ProjectStart | undefined {
  const { transports, variables } = project;
  const kinds = new Set(transports.map(({ kind }) => kind));
  if (kinds.size > 0 && !kinds.has('stdio')) return undefined;
  const secrets = variables
    .filter(({ kind, secret }) => kind === 'environment' && secret)
    .map(({ name }) => name);
  const program = nodeProgram(project) ?? pythonProgram(project) ?? goProgram(project);
  return program && { ...program, secrets: [...new Set(secrets)].sort() };
}

type Program = Omit<ProjectStart, 'secrets'>;

/** What npm links as a command: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#bin */
function nodeProgram({ manifests, root }: ServerProject): Program | undefined {
  const own = manifests.find((it) => it.kind === 'package.json' && folderOf(it.file) === root);
  const entry = own?.entries.find(({ kind }) => kind === 'bin');
  if (!entry) return undefined;
  const path = joined(root, entry.value);
  if (path === null) return undefined;
  return { command: 'node', args: [{ path }], needs: path };
}

/** https://docs.astral.sh/uv/reference/cli/#uv-run */
function pythonProgram({ manifests, root }: ServerProject): Program | undefined {
  const own = manifests.find((it) => it.kind === 'pyproject.toml' && folderOf(it.file) === root);
  const entry = own?.entries.find(({ kind }) => kind === 'bin');
  return entry && { command: 'uv', args: ['run', '--directory', { path: root }, entry.name] };
}

/** https://pkg.go.dev/cmd/go#hdr-Compile_and_run_Go_program */
function goProgram({ manifests, root, entries }: ServerProject): Program | undefined {
  if (!manifests.some((it) => it.kind === 'go.mod' && folderOf(it.file) === root)) return undefined;
  const main = entries.find(({ kind, file }) => kind === 'program' && file.endsWith('.go'));
  if (!main) return undefined;
  const below = folderOf(main.file).slice(root === '' ? 0 : root.length + 1);
  return { command: 'go', args: ['-C', { path: root }, 'run', below === '' ? '.' : `./${below}`] };
}
