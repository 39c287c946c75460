import { property } from '../../../../document/node.ts';
import { parse } from '../../../../document/parse.ts';
import type { FileEdit } from '../../../../findings/finding.ts';
import { folderOf } from '../../../../project/names/sources.ts';
import type { Helper } from '../help.ts';

/** P58: where to report a bug, in the manifest of the package. */
export const bugsField: Helper = (known) => {
  const { project, repository } = known;
  if (repository === null) return undefined;
  const manifest = project.manifests.find(
    ({ kind, file }) => kind === 'package.json' && folderOf(file) === project.root,
  );
  const text = manifest && project.files.get(manifest.file)?.text;
  if (!manifest || text === undefined) return undefined;
  const [root] = parse(text, 'json').roots;
  const after = property(root, 'version') ?? property(root, 'name');
  if (!after?.value || property(root, 'bugs')) return undefined;
  const { end } = after.value.span;
  const { start } = after.key.span;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(line, start);
  const gap = /^[ \t]*$/.test(indent) ? `${text[line - 2] === '\r' ? '\r\n' : '\n'}${indent}` : ' ';
  const edit: FileEdit = {
    file: manifest.file,
    edits: [{ span: { start: end, end }, newText: `,${gap}"bugs": "${repository}/issues"` }],
  };
  return {
    id: 'bugs-field',
    title: 'Name the place for bugs in package.json',
    kind: 'draft',
    edits: [edit],
    next: [],
  };
};
