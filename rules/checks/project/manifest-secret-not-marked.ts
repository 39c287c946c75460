import { defineProjectRule } from '../../engine/project-rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { isSecretName } from '../../project/code/variables.ts';
import type { DeclaredInput } from '../../project/manifests/manifest.ts';
import { sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

/** server.json: `isSecret`; MCPB: `sensitive`. */
export const manifestSecretNotMarked = defineProjectRule({
  meta: {
    id: 'manifest-secret-not-marked',
    items: ['publish/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a setting of a listing or bundle that is a secret and is not marked as one',
    why: 'A host keeps what is marked in its key store, and everything else in a plain file.',
    standards: { cwe: [522], owaspMcp: ['MCP01'], owaspLlm: [], cosai: [] },
  },
  messages: { unmarked: '{name} is a secret that is not marked as one. Add "{mark}": true.' },
  check({ project, report }) {
    for (const { file, kind, inputs } of project.manifests) {
      if (kind !== 'server.json' && kind !== 'mcpb') continue;
      const text = project.files.get(file)?.text ?? '';
      for (const input of inputs) {
        const { name, at: span, marked, decided } = input;
        if (marked || decided || !isSecretName(name) || OTHER.test(name)) continue;
        const mark = kind === 'mcpb' ? 'sensitive' : 'isSecret';
        const edit = kind === 'mcpb' ? insideSetting(text, input) : besideName(text, input);
        const fixes = edit ? [marking(edit)] : [];
        report({ message: 'unmarked', data: { name, mark }, at: { file, span }, fixes });
      }
    }
  },
});

/** Where it is, or what it is called: not the secret itself. */
const OTHER = /(?:file|path|id|ur[il]|name|limit|dir)$|public|max_?tokens/i;

function marking(edit: TextEdit): FixDraft {
  return {
    id: 'mark',
    title: sentence`Mark it as a secret`,
    kind: 'review',
    preferred: true,
    edits: () => [edit],
  };
}

/** `{ "name": "TOKEN" }`: behind its name, in the layout that the name has. */
function besideName(text: string, { at: { start, end } }: DeclaredInput): TextEdit | undefined {
  const before = /([{,])([ \t\r\n]*)"(?:name|valueHint)"\s*:\s*$/.exec(text.slice(0, start));
  const gap = before?.[2];
  return gap === undefined
    ? undefined
    : { span: { start: end, end }, newText: `,${gap === '' ? ' ' : gap}"isSecret": true` };
}

/** `"token": { "type": "string" }`: first in its object, in the layout of what follows. */
function insideSetting(text: string, { at: { end } }: DeclaredInput): TextEdit | undefined {
  const found = /^\s*:\s*\{([ \t\r\n]*)(?=")/.exec(text.slice(end, end + 200));
  const gap = found?.[1];
  if (!found || gap === undefined) return undefined;
  const start = end + found[0].length;
  return {
    span: { start, end: start },
    newText: `"sensitive": true,${gap === '' ? ' ' : gap}`,
  };
}
