import { defineProjectRule } from '../../engine/project-rule.ts';
import { sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';
import { reviewed } from '../flow-report.ts';

/** 248 places in 48 of 63 projects: once for each document, and no more than information. */
export const readmeUnpinnedLauncher = defineProjectRule({
  meta: {
    id: 'readme-unpinned-launcher',
    items: ['publish/37'],
    severity: 'information',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'examples in the documents that start whatever version is the newest',
    why: 'Whoever copies the example runs each new version unseen, also one that somebody else has published.',
    standards: { cwe: [494, 1357], owaspMcp: ['MCP04'], owaspLlm: ['LLM03'], cosai: [] },
  },
  messages: {
    unpinned: 'Whoever copies this starts the newest version, for ever. Show one with a version.',
  },
  check({ project, signals, report }) {
    const names = project.manifests.flatMap(({ kind, name }) =>
      name && /^(?:package\.json|pyproject\.toml)$/.test(kind) ? [name.value] : [],
    );
    const own = new Set(names);
    const said = new Set<string>();
    for (const { file, code, content } of signals.docs.blocks) {
      if (said.has(file) || !LAUNCHED.test(code)) continue;
      const text = project.files.get(file)?.text ?? '';
      for (const { 1: name = '', 2: tag = '', index } of code.matchAll(PACKAGE)) {
        if (!own.has(name) || said.has(file) || isPinned(text, name)) continue;
        said.add(file);
        const start = content.start + index + 1;
        const span = { start, end: start + name.length + tag.length };
        const version = project.version?.value ?? '';
        const edits: TextEdit[] = [{ span, newText: `${name}@${version}` }];
        const known = /^\d+(?:\.\d+){1,2}(?:[-+.][\w.]+)?$/.test(version);
        report({
          message: 'unpinned',
          data: {},
          at: { file, span },
          fixes: reviewed('version', sentence`Write the version of now`, known ? edits : undefined),
        });
      }
    }
  },
});

/** An example that a launcher starts: `docker` and `node` fetch no package. */
const LAUNCHED = /"command"\s*:\s*"(?:npx|bunx|uvx|pnpx?)"/;
/** A string of an example that is a name of a package, with a tag or none. */
const PACKAGE = /"((?:@[a-z0-9][\w.-]{0,60}\/)?[a-z0-9][\w.-]{0,100})(@latest)?"/gi;
/** Whether the document shows it with a version as well. */
function isPinned(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/^(?:@|==)v?\d/.test(text.slice(at + name.length, at + name.length + 4))) return true;
  }
  return false;
}
