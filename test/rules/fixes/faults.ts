import type { Document } from '../../../rules/document/document.ts';
import type { Node } from '../../../rules/document/node.ts';
import { parse } from '../../../rules/document/parse.ts';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Answer, Finding, Fix, Lookup } from '../../../rules/findings/finding.ts';
import { hostById } from '../../../rules/hosts/index.ts';
import { type AnalyzeOptions, analyze } from '../../../rules/index.ts';
import { applyEdits, type Span, type TextEdit } from '../../../rules/text/span.ts';
import { ownEdits } from '../own-edits.ts';

/** What lookups are answered with. */
function answerTo({ ecosystem }: Lookup): Answer {
  const commit = 'c0ffee'.padEnd(40, '0');
  const digest = `sha256:${'d1'.repeat(32)}`;
  const version = ecosystem === 'oci' ? digest : ecosystem === 'git' ? commit : '9999.8.7';
  return { version, source: 'the test', installed: false };
}

/** Fixes that are about comments and blank text, so that those change. */
const ABOUT_COMMENTS: ReadonlySet<string> = new Set(['unsupported-comments']);

/** Servers that could not start before their fix: what they are is judged only then. */
const UNCOVERS: ReadonlySet<string> = new Set(['wrong-root-key', 'invalid-server']);

/** Steps on the way: what is left to say is less, and what the next fix is about. */
const STEPS: Readonly<Record<string, string>> = {
  // The value is out of the file, but not yet off the command line (strict only).
  'plaintext-secret': 'secret-in-arguments',
  'placeholder-secret': 'secret-in-arguments',
  'foreign-reference': 'secret-in-arguments',
  // A shell that set the variable has nothing to do any more (a hint).
  'disabled-tls-verification': 'shell-wrapper',
  'verbose-logging': 'shell-wrapper',
};

/**
 * What is wrong with a fix, in words: nothing at all, if it keeps the promises of the design. Its text parses in the
 * grammar of its host, its finding is gone and no other came, comments, order, indentation, line ends and the byte
 * order mark are as before, and there is nothing left to do a second time.
 */
export function faultsOf(
  text: string,
  options: AnalyzeOptions,
  before: readonly Finding[],
  finding: Finding,
  fix: Fix,
): readonly string[] {
  const faults: string[] = [];
  const edits = ownEdits(text, finding, fix, fix.lookup && answerTo(fix.lookup));
  if (edits.length === 0) return ['it edits nothing'];
  faults.push(...faultsOfEdits(text, edits));
  const fixed = applyEdits(text, edits);
  if (fixed === text) return ['it changes nothing'];
  const { config, findings, failures } = analyze(fixed, options);
  if (failures.length > 0) faults.push('a rule fails afterwards');
  const gone = counts(before).get(identity(finding)) ?? 0;
  const left = counts(findings).get(identity(finding)) ?? 0;
  if (left >= gone) faults.push('its finding is still there');
  if (!UNCOVERS.has(finding.rule)) {
    const known = counts(before, kind);
    const news = findings.filter(({ rule }) => rule !== STEPS[finding.rule]);
    for (const [id, count] of counts(news, kind))
      if (count > (known.get(id) ?? 0)) faults.push(`a new finding: ${id}`);
  }
  if (!config)
    return findings.length === 0 && gone === 1 ? faults : [...faults, 'no config is left'];
  const host = hostById(options.host ?? config.host.id);
  if (!host) throw new Error('no host');
  faults.push(
    ...faultsOfDocument(
      parse(text, config.document.format),
      parse(fixed, config.document.format),
      finding.rule,
      edits,
    ),
    ...faultsOfLayout(text, fixed),
  );
  return faults;
}

function faultsOfEdits(text: string, edits: readonly TextEdit[]): readonly string[] {
  const faults: string[] = [];
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const [index, { span }] of ordered.entries()) {
    if (span.start < 0 || span.end > text.length || span.start > span.end)
      faults.push('an edit outside of the text');
    const next = ordered[index + 1];
    if (next && (next.span.start < span.end || next.span.start === span.start))
      faults.push('edits that overlap');
  }
  return faults;
}

/** A finding, wherever it stands: what is in front of it may have moved. */
function identity(finding: Finding): string {
  return `${finding.rule} [${serverOf(finding)}] ${finding.message}`;
}

/** The successor of a package without a version has none either. */
function kind(finding: Finding): string {
  return `${finding.rule} [${serverOf(finding)}] ${finding.messageId}`;
}

function counts(findings: readonly Finding[], name = identity): Map<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings) {
    const id = name(finding);
    found.set(id, (found.get(id) ?? 0) + 1);
  }
  return found;
}

function faultsOfDocument(
  before: Document,
  after: Document,
  rule: string,
  edits: readonly TextEdit[],
): readonly string[] {
  const faults: string[] = [];
  if (after.problems.length > before.problems.length)
    faults.push(`it does not parse: ${after.problems.at(-1)?.message}`);
  if (after.trailingCommas.length > before.trailingCommas.length)
    faults.push('a trailing comma more');
  const strict = isStrict(before.text);
  if (before.format === 'json' && strict && !isStrict(after.text)) faults.push('no JSON any more');
  if (!ABOUT_COMMENTS.has(rule)) {
    // What stands in a server goes with it.
    const gone = rule === 'malicious-package' ? edits.map(({ span }) => span) : [];
    const comments = commentsOf(before, gone);
    if (comments.join('\n') !== commentsOf(after).join('\n')) faults.push('comments changed');
  }
  for (const [index, root] of before.roots.entries()) {
    const other = after.roots[index];
    if (other) faults.push(...faultsOfOrder(root, other));
  }
  return faults;
}

function isStrict(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

function commentsOf({ text, comments }: Document, gone: readonly Span[] = []): readonly string[] {
  return comments
    .filter((it) => !gone.some(({ start, end }) => it.start > start && it.end < end))
    .map(({ start, end }) => text.slice(start, end).trimEnd());
}

/** Keys that were there before and after have to follow each other as they did. */
function faultsOfOrder(before: Node, after: Node): readonly string[] {
  if (before.kind !== 'object' || after.kind !== 'object') return [];
  const old = before.properties.map(({ key }) => key.value);
  const now = after.properties.map(({ key }) => key.value);
  const shared = old.filter((key) => now.includes(key));
  const still = now.filter((key) => old.includes(key));
  const faults = shared.join('\n') === still.join('\n') ? [] : ['the order of keys changed'];
  for (const { key, value } of before.properties) {
    const other = after.properties.find((it) => it.key.value === key.value)?.value;
    if (value && other) faults.push(...faultsOfOrder(value, other));
  }
  return faults;
}

function faultsOfLayout(before: string, after: string): readonly string[] {
  const faults: string[] = [];
  if (before.startsWith('\ufeff') !== after.startsWith('\ufeff'))
    faults.push('the byte order mark changed');
  if (lastLineEnd(before) !== lastLineEnd(after)) faults.push('the end of the file changed');
  const crlf = before.includes('\r\n');
  const mixed = crlf && /[^\r]\n/.test(before);
  if (!mixed && before.includes('\n')) {
    if (crlf && /(?:^|[^\r])\n/.test(after)) faults.push('a line end without a carriage return');
    if (!crlf && after.includes('\r')) faults.push('a line end with a carriage return');
  }
  const [old, now] = [lineCounts(before), lineCounts(after)];
  if (now.blank > old.blank) faults.push('an empty line more');
  if (now.trailing > old.trailing) faults.push('blanks at the end of a line');
  if (old.tabs > 0 && old.spaces === 0 && now.spaces > 0) faults.push('indented with spaces');
  if (old.tabs === 0 && now.tabs > 0) faults.push('indented with tabs');
  if (old.odd === 0 && now.odd > 0) faults.push('an odd indentation');
  return faults;
}

function lastLineEnd(text: string): string {
  return /\r?\n?$/.exec(text)?.[0] ?? '';
}

function lineCounts(text: string) {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const count = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  return {
    blank: count(/^\s*$/),
    trailing: count(/\S[ \t]+$/),
    tabs: count(/^\t/),
    spaces: count(/^ /),
    odd: count(/^(?: {2})* \S/),
  };
}
