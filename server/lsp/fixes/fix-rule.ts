import type { CancellationToken } from 'vscode-languageserver';
import type { Answer, Finding, Fix, Lookup } from '../../../rules/findings/finding.ts';
import type { Analysis } from '../../../rules/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { FixRuleParams, FixRuleResult, PlannedFix } from '../../protocol.ts';
import { addressOf } from '../../runtime/addresses.ts';
import { applyFixes, type Fixed, fixId } from '../../workspace/apply-fixes.ts';
import { takenByFixes } from '../../workspace/taken-out.ts';
import type { Session } from '../session.ts';
import type { ReadConfig, Workspace } from '../workspace.ts';
import { changeOf, shownFile } from './change-of.ts';
import { type IsMeant, meantOf } from './fix-scope.ts';
import type { TakenFrom } from './keep-secrets.ts';
import { lookUpVersion } from './look-up-version.ts';
import { noMove, settle } from './secrets-answer.ts';
import { Unanswered } from './unanswered.ts';
import type { InstalledVersions } from './versions.ts';

/** A person waits for it. */
const PATIENCE = 2_000;

/** The fix that is made without asking which: only where one is better than the others. */
export function preferredFix({ fixes, suppressed }: Finding): Fix | undefined {
  return suppressed ? undefined : fixes.find(({ preferred }) => preferred);
}

/** What was done to one config, and what it takes out of it. */
interface FixedConfig {
  readonly config: ReadConfig;
  readonly fixed: Fixed;
  readonly taken: readonly TakenFrom[];
  /** So many findings are meant, and have no fix that is better than others. */
  readonly unfixed: number;
}

/** What all configs of one run have in common. */
interface Run {
  readonly session: Session;
  readonly versions: InstalledVersions;
  readonly params: FixRuleParams;
  readonly answers: Map<string, Promise<Answer | undefined>>;
  readonly unanswered: Unanswered;
  readonly token: CancellationToken;
}

/**
 * Fixes everything of one rule, or of one server, in some configs, or in all. Whatever a version hangs on is asked of the registries:
 * somebody chose this. A config that changes while they are asked is left as it is.
 */
export async function fixRule(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  params: FixRuleParams,
  token: CancellationToken,
): Promise<FixRuleResult> {
  const { rule, server, uris, answer, preview } = params;
  const unanswered = new Unanswered();
  const run: Run = { session, versions, params, answers: new Map(), unanswered, token };
  const problems = new Set<SafeText>();
  const all: FixedConfig[] = [];
  for (const uri of uris ?? workspace.urisWith(rule)) {
    const config = await workspace.read(uri);
    if (!config || token.isCancellationRequested) continue;
    const done = await fixOne(run, config);
    for (const problem of done.fixed.problems) problems.add(problem);
    all.push(done);
  }
  const changing = all.filter(({ fixed }) => fixed.applied.length > 0);
  const unfixed = all.reduce((sum, it) => sum + it.unfixed, 0);
  const counts = { fixes: 0, planned: [], unfixed };
  if (preview) {
    const planned = changing.flatMap((it) => plannedIn(session, it));
    return { ...noMove(joined([...problems, ...unanswered.said()])), ...counts, planned };
  }
  const current: FixedConfig[] = [];
  for (const it of changing) {
    if (await workspace.isAsRead(it.config)) current.push(it);
    else problems.add(changedMeanwhile(session, it.config));
  }
  const change = await changeOf(session, `Fix ${rule || (server ?? 'what was pasted')}`, current);
  const said = [...problems, ...unanswered.said()];
  if (!change) return { ...noMove(joined(said)), ...counts };
  const taken = current.flatMap((it) => it.taken);
  const isCurrent = async (): Promise<boolean> => {
    for (const { config } of current) if (!(await workspace.isAsRead(config))) return false;
    return true;
  };
  const result = await settle(session, { ...change, taken }, answer, isCurrent);
  const fixes = current.reduce((sum, { fixed }) => sum + fixed.applied.length, 0);
  const problem = joined([...(result.problem === null ? [] : [result.problem]), ...said]);
  return { ...result, ...counts, problem, fixes };
}

function joined(problems: readonly SafeText[]): SafeText | null {
  return problems.length > 0 ? safe.join(problems, ' ') : null;
}

function plannedIn(session: Session, { config, fixed }: FixedConfig): readonly PlannedFix[] {
  const { uri } = config.document;
  const file = shownFile(session, uri);
  return fixed.made.map(({ id, title, range }) => ({
    id: `${uri} ${id}`,
    title,
    uri,
    range,
    file,
  }));
}

function changedMeanwhile({ runtime }: Session, { document: { uri } }: ReadConfig): SafeText {
  const name = addressOf(runtime, uri).split(/[\\/]/).slice(-2).join('/');
  return sentence`${safe.name(name)} has changed meanwhile and was left as it is. Fix it again.`;
}

async function fixOne(run: Run, config: ReadConfig): Promise<FixedConfig> {
  const { document, file } = config;
  const { uri } = document;
  const without = new Set(run.params.without);
  let before: Analysis | undefined;
  let isMeant: IsMeant = () => false;
  const fixed = await applyFixes(document.getText(), {
    find: async (text) => {
      const analysis = file.judge(text);
      if (!before) isMeant = meantOf(run.params, document, analysis);
      before ??= analysis;
      return analysis.findings;
    },
    choose: (finding) => {
      const fix = isMeant(finding) ? preferredFix(finding) : undefined;
      return fix && !without.has(`${uri} ${fixId(finding, fix)}`) ? fix : undefined;
    },
    answer: async ({ lookup }) => lookup && answerFor(run, config, lookup),
  });
  const meant = before?.findings.filter((it) => it.suppressed === null && isMeant(it)) ?? [];
  const unfixed = meant.filter((it) => !preferredFix(it)).length;
  const taken = takenByFixes(before?.credentials ?? [], fixed);
  return { config, fixed, taken: taken.map((it) => ({ ...it, uri })), unfixed };
}

/** @returns undefined where nobody knows; what that was is said once, at the end */
async function answerFor(
  { session, versions, answers, unanswered, token }: Run,
  { document: { uri }, settings }: ReadConfig,
  lookup: Lookup,
): Promise<Answer | undefined> {
  const ask = async (): Promise<Answer | undefined> => {
    const installed = await versions.find(uri, lookup, PATIENCE);
    if (installed || settings.network === 'never') return installed;
    return lookUpVersion(session, uri, lookup, settings.minimumReleaseAge, token);
  };
  const key = JSON.stringify([uri, lookup]);
  const asked = answers.get(key) ?? ask();
  answers.set(key, asked);
  try {
    return await asked;
  } catch (error) {
    unanswered.add(lookup.name, error);
    return undefined;
  }
}
