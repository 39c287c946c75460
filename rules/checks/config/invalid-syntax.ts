import type { Config } from '../../config/config.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Finding } from '../../findings/finding.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** More of one kind than this is a way of writing, and said once. */
const FEW = 2;

export const invalidSyntax = defineRule({
  meta: {
    id: 'invalid-syntax',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    doneWith: 'file',
    disabledServers: true,
    finds: 'a config that its host cannot parse',
    why: 'A host that cannot parse its config starts none of the servers in it, often without a word.',
    needsFacts: true,
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    syntax: '{problem}',
    quotes: 'JSON needs straight double quotes, here and in {count} more places.',
    tooLarge: 'This file is larger than 1 MiB, so nothing in it was checked.',
    tooDeep: 'This file nests deeper than 200 levels, so nothing in it was checked.',
  },
  check({ config, facts, report }) {
    const { document } = config;
    const start = { start: 0, end: Math.min(1, document.text.length) };
    if (document.refused) {
      const message = document.refused === 'too-large' ? 'tooLarge' : 'tooDeep';
      // An error: what nobody has read must not pass for clean.
      report({ message, data: {}, span: start, pointer: '' });
      return;
    }
    // Where the editor says it already, once is enough.
    if (facts.syntaxReported && document.format === 'json') return;
    if (isAboutOthers(config)) return;
    const quotes = document.problems.filter(({ about }) => about === 'quotes');
    const [first] = quotes;
    const once = quotes.length > FEW;
    if (first && once) {
      const data = { count: String(quotes.length - 1) };
      report({ message: 'quotes', data, span: first.span, pointer: '' });
    }
    for (const { message, span, about } of document.problems) {
      if (once && about === 'quotes') continue;
      report({ message: 'syntax', data: { problem: message }, span, pointer: '' });
    }
  },
});

/** The front matter of a Markdown file that names no servers: whoever reads the rest of it may take it as it is. */
function isAboutOthers({ document: { text, format }, host }: Config): boolean {
  return (
    format === 'yaml' &&
    host.globs?.some((glob) => glob.endsWith('.md')) === true &&
    !host.roots.some(({ path: [key = ''] }) => text.includes(key))
  );
}

/**
 * What is said of a file that could not even be read as text: it stands at the file's begin, as an error, because
 * unread is not clean.
 *
 * @param problem what is wrong with the file, as the end of "…: it is …"
 */
export function unreadFinding(file: string, problem: string): Finding {
  const { id, severity } = invalidSyntax.meta;
  return {
    rule: id,
    severity,
    confidence: 'high',
    messageId: 'unread',
    message: sentence`Nothing in this file was checked: ${safe.text(problem)}.`,
    at: { file, span: { start: 0, end: 0 } },
    about: { kind: 'file', file },
    pointer: '',
    related: [],
    fixes: [],
    suppressed: null,
  };
}
