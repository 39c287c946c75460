import { pagesOf } from '../../catalog/pages.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { textOf } from '../../engine/summary.ts';
import type { FixDraft, Severity } from '../../findings/finding.ts';
import { envFileFixes } from '../../fixes/env-file.ts';
import { referenceFixes } from '../../fixes/reference.ts';
import { secretManagerFixes } from '../../fixes/secret-manager.ts';
import { type CredentialMatch, credentialsInComments } from '../../secrets/index.ts';
import { groupedBy } from '../../text/groups.ts';

const SEVERITIES = {
  high: 'error',
  medium: 'warning',
  low: 'information',
} as const satisfies Record<string, Severity>;

export const plaintextSecret = defineRule({
  meta: {
    id: 'plaintext-secret',
    subject: 'config',
    items: ['production/1'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds:
      'a credential written out in a config: in env, headers, arguments, addresses and defaults',
    why: 'Whoever reads the file, a backup or its history can use the credential until it is revoked.',
    standards: {
      cwe: [798, 312, 522],
      owaspMcp: ['MCP01'],
      owaspLlm: ['LLM02'],
      cosai: ['MCP-T1', 'MCP-T5'],
    },
  },
  messages: {
    plain: '{kind}{how}{where}; {readers} can use it.',
    rotate: '{kind}{how}{where}; rotate it.',
    comment: '{kind} left behind in a comment; rotate it.',
    tracked: '{kind}{where} is in git{how}: rotate it.',
  },
  check(context) {
    const { credentials, environmentOf, facts, path, report } = context;
    const { git, readableByAll } = facts;
    const readers = readableByAll ? 'every user of this machine' : 'whoever reads this file';
    let tracked: boolean | undefined;
    // Of two environments, each gets a reference of its own: one day the credentials will differ.
    const keyOf = (found: CredentialMatch): string =>
      `${environmentOf(found.place.server?.name, found.place.name)} ${textOf(found)}`;
    const real = credentials.filter(({ verdict }) => verdict === 'credential');
    // Most files have one: nothing to compare it with.
    const same = real.length > 1 ? groupsOf(real, keyOf) : undefined;
    for (const found of real) {
      const { place } = found;
      const { revoke } = pagesOf(found.provider, found.label);
      tracked ??= path !== undefined && git?.stateOf(path) === 'tracked';
      report({
        message: tracked ? 'tracked' : revoke ? 'rotate' : 'plain',
        data: { ...wordsOf(found), readers },
        span: place.text.spanOf(found.start, found.end),
        pointer: place.pointer,
        server: place.server,
        severity: SEVERITIES[found.confidence],
        confidence: found.confidence,
        credential: found,
        fixes: fixesFor(context, found, same?.get(found)),
      });
    }
    // No fix takes one out: it has been there to read, and only its provider can make it worthless.
    if (context.config.document.comments.length === 0) return;
    for (const { span, label } of credentialsInComments(context.config)) {
      const data = { kind: label };
      report({ message: 'comment', data, span, pointer: '', severity: 'warning' });
    }
  },
});

/** Each credential's group: those of the same key. */
function groupsOf(
  real: readonly CredentialMatch[],
  keyOf: (found: CredentialMatch) => string,
): ReadonlyMap<CredentialMatch, readonly CredentialMatch[]> {
  const groups = groupedBy(real, keyOf).values();
  return new Map([...groups].flatMap((group) => group.map((found) => [found, group])));
}

/** A reference, or else somebody who brings the value along. */
function fixesFor(
  context: RuleContext,
  found: CredentialMatch,
  same: readonly CredentialMatch[] | undefined,
): readonly FixDraft[] {
  const references = referenceFixes(context.config, found, same);
  return references.length > 0 ? references : fixesWithout(context, found);
}

/** Where the host resolves no reference. */
function fixesWithout(
  { config, facts: { secretManagers = [], git }, folder, path }: RuleContext,
  found: CredentialMatch,
): readonly FixDraft[] {
  // In a repository the file is where the manager looks by itself: at its root.
  const own = path !== undefined && folder === '';
  const envFile = own ? path.replace(/(?<![^\\/])[^\\/]*$/, '.env') : undefined;
  const managers = secretManagerFixes(
    config,
    found,
    secretManagers,
    envFile,
    folder === '' ? envFile : `${folder}/.env`,
  );
  const isTracked = (file: string): boolean => git?.stateOf(file) === 'tracked';
  const files = envFileFixes(config, found, path, folder, isTracked);
  return [
    ...managers,
    ...files.map((it) => (managers.length > 0 ? { ...it, preferred: false } : it)),
  ];
}

/** How a label ends where the credential stands in another alphabet. */
const ENCODED = ', in base64';

/** What it is, how it is written, and where: a label that tells one of them is not told it again. */
function wordsOf(found: CredentialMatch): { kind: string; how: string; where: string } {
  const isEncoded = found.label.endsWith(ENCODED);
  const kind = isEncoded ? found.label.slice(0, -ENCODED.length) : found.label;
  const inUrl = kind.endsWith(' a URL')
    ? /^(.*) in (?:the path of )?a URL$/.exec(kind)?.[1]
    : undefined;
  return {
    kind: inUrl ?? kind,
    how: isEncoded ? ' in base64' : ' in plain text',
    where: inUrl === undefined ? ` ${whereOf(found)}` : ' in a URL',
  };
}

function whereOf({ where, place: { name } }: CredentialMatch): string {
  switch (where) {
    case 'env':
      return `in ${name}`;
    case 'header':
      // The list as a whole, where its items have no names of their own.
      return /headers?$/i.test(name) ? `in ${name}` : `in header ${name}`;
    case 'argument':
      return 'in an argument';
    case 'url':
      return 'in a URL';
    case 'default':
      return 'as a default';
    default:
      return `in "${name}"`;
  }
}
