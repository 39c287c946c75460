import { property } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import { defineProjectRule } from '../../engine/project-rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { Manifest } from '../../project/manifests/manifest.ts';
import { folderOf } from '../../project/names/sources.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Place } from '../../project/tools/tool.ts';
import { sentence } from '../../secrets/safe.ts';

/**
 * The registry proves who owns a package by the name in it: registry docs, "package types", and
 * internal/validators/registries as of 2026.
 */
export const registryNameMismatch = defineProjectRule({
  meta: {
    id: 'registry-name-mismatch',
    items: ['publish/36'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a listing whose name is not the one that its package proves',
    why: 'The registry refuses a listing whose package does not name it.',
    standards: { cwe: [], owaspMcp: ['MCP04'], owaspLlm: [], cosai: [] },
  },
  messages: {
    other: 'The listing is named {name}, and {file} says {given}: the registry refuses it.',
    missing: 'The registry asks {file} for the name {name}, as proof of who owns the package.',
  },
  check({ project, report }) {
    for (const manifest of project.manifests) {
      const { file, kind, name } = manifest;
      if (kind !== 'server.json' || !name || !/^[\w.-]+\/[\w.-]+$/.test(name.value)) continue;
      const at: Place = { file, span: name.at };
      for (const proof of proofsOf(project, manifest)) {
        const { given, fix } = proof;
        if (given === name.value) continue;
        const fixes = fix ? [fix(name.value)] : [];
        const data = { name: name.value, file: proof.file };
        if (given === undefined)
          report({ message: 'missing', data, at, severity: 'warning', fixes });
        else report({ message: 'other', data: { ...data, given }, at, fixes });
      }
    }
  },
});

/** Where a package says what it is listed as. */
interface Proof {
  readonly file: string;
  readonly given: string | undefined;
  /** Writes the name there. */
  readonly fix?: (name: string) => FixDraft;
}

/** The proofs of those packages of a listing that are made here; for each file once. */
function proofsOf(project: ServerProject, { packages, name }: Manifest): readonly Proof[] {
  const own = project.manifests.filter(({ file }) => folderOf(file) === project.root);
  const found = packages.flatMap(({ from, value }): readonly Proof[] => {
    const kind = KINDS[from];
    const made = own.find((it) => it.kind === kind && same(it.name?.value, value));
    if (kind === 'package.json') return made ? npmProof(project, made.file) : [];
    if (kind === 'dockerfile') return imageProof(project, own);
    return made ? readmeProof(project, name?.value ?? '', from) : [];
  });
  return [...new Map(found.map((it) => [it.file, it])).values()];
}

const KINDS: Readonly<Record<string, Manifest['kind'] | undefined>> = {
  npm: 'package.json',
  pypi: 'pyproject.toml',
  nuget: 'csproj',
  cargo: 'Cargo.toml',
  oci: 'dockerfile',
};

/** Names of Python packages are the same in any case, and `-`, `_` and `.` are one. */
function same(a: string | undefined, b: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
  return a !== undefined && plain(a) === plain(b);
}

function npmProof({ files }: ServerProject, file: string): readonly Proof[] {
  const [root] = parse(files.get(file)?.text ?? '', 'json').roots;
  if (root?.kind !== 'object') return [];
  const given = property(root, 'mcpName')?.value;
  const named = property(root, 'name')?.value;
  const write = (name: string): FixDraft =>
    draft(
      sentence`Write the name into package.json`,
      file,
      given
        ? { span: given.span, newText: JSON.stringify(name) }
        : {
            span: { start: named?.span.end ?? 0, end: named?.span.end ?? 0 },
            newText: `,\n  "mcpName": ${JSON.stringify(name)}`,
          },
    );
  return [{ file, given: given?.kind === 'text' ? given.value : undefined, fix: write }];
}

/** `mcp-name: io.github.acme/notes` in the README; Cargo strips comments, so there it has to be seen. */
function readmeProof({ files, root }: ServerProject, name: string, from: string): readonly Proof[] {
  const folder = root === '' ? '' : `${root}/`;
  const readme = [...files.values()].find(({ path }) =>
    new RegExp(`^${escaped(folder)}README\\.(?:md|rst)$`, 'i').test(path),
  );
  if (!readme) return [];
  const text = from === 'cargo' ? withoutComments(readme.text) : readme.text;
  const said = [...text.matchAll(/mcp-name: ([\w.-]{1,100}\/[\w.-]{1,100})/g)].flatMap(
    ({ 1: it }) => it ?? [],
  );
  const end = readme.text.length;
  const gap = readme.text.endsWith('\n') ? '\n' : '\n\n';
  const write = (wanted: string): FixDraft =>
    draft(sentence`Write the name into ${README}`, readme.path, {
      span: { start: end, end },
      newText: `${gap}${from === 'cargo' ? `mcp-name: ${wanted}` : `<!-- mcp-name: ${wanted} -->`}\n`,
    });
  return [{ file: readme.path, given: said.find((it) => it === name) ?? said[0], fix: write }];
}

/** What is seen of a document. */
function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  return [first, ...rest.map((part) => part.split('-->').slice(1).join('-->'))].join('');
}

const README = sentence`the README`;

/** The label of an image. */
function imageProof({ files }: ServerProject, own: readonly Manifest[]): readonly Proof[] {
  const made = own.find(({ kind, file }) => kind === 'dockerfile' && /Dockerfile$/.test(file));
  const text = made && files.get(made.file)?.text;
  if (!made || text === undefined) return [];
  const given = /io\.modelcontextprotocol\.server\.name\W{1,4}([\w.-]{1,100}\/[\w.-]{1,100})/.exec(
    text,
  )?.[1];
  // A pipeline may set it.
  const elsewhere = [...files.values()].some(
    ({ path, text: other }) =>
      path !== made.file &&
      /\.ya?ml$/.test(path) &&
      other.includes('io.modelcontextprotocol.server.name'),
  );
  return given === undefined && elsewhere ? [] : [{ file: made.file, given }];
}

function draft(
  title: FixDraft['title'],
  file: string,
  edit: { span: { start: number; end: number }; newText: string },
): FixDraft {
  return {
    id: 'write-name',
    title,
    kind: 'review',
    preferred: true,
    edits: () => [{ file, edits: [edit] }],
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
