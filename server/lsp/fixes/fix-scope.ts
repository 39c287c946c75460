import type { TextDocument } from 'vscode-languageserver-textdocument';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import type { Analysis } from '../../../rules/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import type { FixRuleParams } from '../../protocol.ts';

/** Whether a finding is one of those that somebody wants fixed. */
export type IsMeant = (finding: Finding) => boolean;

/**
 * What is meant, as the text stood when it was asked for: a part that was pasted is somewhere else as soon as a fix was
 * made in front of it, so its servers are known by their names from then on.
 */
export function meantOf(
  { rule, server, pasted }: Pick<FixRuleParams, 'rule' | 'server' | 'pasted'>,
  document: TextDocument,
  analysis: Analysis,
): IsMeant {
  const isOfRule: IsMeant = (finding) => rule === '' || finding.rule === rule;
  if (!pasted) return (it) => isOfRule(it) && (server === undefined || serverOf(it) === server);
  const start = document.offsetAt(pasted.start);
  const end = document.offsetAt(pasted.end);
  const isInside = (at: { readonly start: number; readonly end: number }): boolean =>
    start <= at.start && at.end <= end;
  const names = new Set<string>(pastedServers(analysis, isInside));
  const ofFile = new Set(
    analysis.findings
      .filter((it) => serverOf(it) === '' && isInside(it.at.span))
      .map(({ rule: own }) => own),
  );
  return (it) => {
    const name = serverOf(it);
    return isOfRule(it) && (name === '' ? ofFile.has(it.rule) : names.has(name));
  };
}

function pastedServers(
  { config }: Analysis,
  isInside: (span: { readonly start: number; readonly end: number }) => boolean,
): readonly string[] {
  return (config?.servers ?? [])
    .filter(({ node }) => isInside(node.span))
    .map(({ name }) => safe.name(name));
}
