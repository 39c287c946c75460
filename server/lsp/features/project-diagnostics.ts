import { dirname } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../../rules/index.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { type ProjectSurvey, reviewProject } from '../../../rules/policy/review.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { rangeOf } from '../../machine/ranges.ts';
import { SOURCE } from '../../protocol.ts';
import type { Session } from '../session.ts';
import type { ServerSettings } from '../settings-store.ts';
import { severities } from '../severities.ts';
import type { Workspace } from '../workspace.ts';

const tiers = new Map(rules.map(({ meta }) => [meta.id, meta.tier]));

export function isProjectFile(uri: string): boolean {
  return uri.endsWith(`/${PROJECT_FILE}`);
}

/** What is to be said about the file in which a team keeps its exceptions. */
export async function projectDiagnostics(
  session: Session,
  workspace: Workspace,
  document: TextDocument,
): Promise<Diagnostic[]> {
  const { client, runtime, settings } = session;
  const path = runtime.pathOf(document.uri);
  // Where nobody trusts the folder the file does not count, so that nothing is silenced by it.
  const counts = path !== undefined && client.options.trusted !== false;
  const silenced = counts ? workspace.silencedBelow(dirname(path)) : undefined;
  const own = await settings.for(document.uri);
  const survey: ProjectSurvey = {
    now: runtime.now(),
    silenced: silenced ?? [],
    stateOf: (rule) => (silenced || !tiers.has(rule) ? stateOf(rule, own) : 'off'),
  };
  return reviewProject(readProject(document.getText()), survey).map((remark) => ({
    range: rangeOf(document, remark.span),
    severity: severities[remark.severity],
    source: SOURCE,
    message: safe.text(remark.message),
  }));
}

function stateOf(
  rule: string,
  { rules: overrides, strictness }: ServerSettings,
): ReturnType<ProjectSurvey['stateOf']> {
  const tier = tiers.get(rule);
  if (!tier) return 'unknown';
  const override = Object.hasOwn(overrides, rule) ? overrides[rule] : undefined;
  if (override === undefined)
    return tier === 'default' || strictness === 'strict' ? 'judged' : 'off';
  return override === 'off' ? 'off' : 'judged';
}
