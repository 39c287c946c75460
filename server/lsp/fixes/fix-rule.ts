import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Answer, FileEdit, Finding, Fix, Lookup } from '../../../rules/findings/finding.ts';
import type { Analysis } from '../../../rules/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { FixRuleParams, FixRuleResult } from '../../protocol.ts';
import { addressOf } from '../../runtime/addresses.ts';
import { applyFixes, type Fixed } from '../../workspace/apply-fixes.ts';
import { takenByFixes } from '../../workspace/taken-out.ts';
import { type Change, editOfFiles, joinChanges, type Source } from '../edits.ts';
import type { Session } from '../session.ts';
import type { ReadConfig, Workspace } from '../workspace.ts';
import type { TakenFrom } from './keep-secrets.ts';
import { lookUpVersion } from './look-up-version.ts';
import { noMove, settle } from './secrets-answer.ts';
import type { InstalledVersions } from './versions.ts';

/** A person waits for it. */
const PATIENCE = 2_000;

/** The fix that is made without asking which: only where one is better than the others. */
export function preferredFix({ fixes, suppressed }: Finding): Fix | undefined {
  return suppressed ? undefined : fixes.find(({ preferred }) => preferred);
}

type Scope = Pick<FixRuleParams, 'rule' | 'server'>;

function isWithin({ rule, server }: Scope, finding: Finding): boolean {
  if (rule !== '' && finding.rule !== rule) return false;
  return server === undefined || serverOf(finding) === server;
}

/** What was done to one config, and what it takes out of it. */
interface FixedConfig {
  readonly config: ReadConfig;
  readonly fixed: Fixed;
  readonly taken: readonly TakenFrom[];
}

/**
 * Fixes everything of one rule, or of one server, in some configs, or in all. Whatever a version hangs on is asked of the registries:
 * somebody chose this. A config that changes while they are asked is left as it is.
 */
export async function fixRule(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  { rule, server, uris, answer }: FixRuleParams,
  token: CancellationToken,
): Promise<FixRuleResult> {
  const answers = new Map<string, Promise<Answer | undefined>>();
  const problems = new Set<SafeText>();
  const all: FixedConfig[] = [];
  for (const uri of uris ?? workspace.urisWith(rule)) {
    const config = await workspace.read(uri);
    if (!config || token.isCancellationRequested) continue;
    const done = await fixOne(session, versions, config, { rule, server }, answers, token);
    for (const problem of done.fixed.problems) problems.add(problem);
    if (done.fixed.applied.length > 0) all.push(done);
  }
  const current: FixedConfig[] = [];
  for (const it of all) {
    if (await workspace.isAsRead(it.config)) current.push(it);
    else problems.add(changedMeanwhile(session, it.config));
  }
  const change = await changeOf(session, rule || (server ?? ''), current);
  const problem = problems.size > 0 ? safe.join([...problems], ' ') : null;
  if (!change) return { ...noMove(problem), fixes: 0 };
  const taken = current.flatMap((it) => it.taken);
  const isCurrent = async (): Promise<boolean> => {
    for (const { config } of current) if (!(await workspace.isAsRead(config))) return false;
    return true;
  };
  const result = await settle(session, { ...change, taken }, answer, isCurrent);
  const said = [result.problem, problem].filter((it) => it !== null);
  const fixes = current.reduce((sum, { fixed }) => sum + fixed.applied.length, 0);
  return { ...result, problem: said.length > 0 ? safe.join(said, ' ') : null, fixes };
}

function changedMeanwhile({ runtime }: Session, { document: { uri } }: ReadConfig): SafeText {
  const name = addressOf(runtime, uri).split(/[\\/]/).slice(-2).join('/');
  return sentence`${safe.name(name)} has changed meanwhile and was left as it is. Fix it again.`;
}

async function changeOf(
  session: Session,
  rule: string,
  all: readonly FixedConfig[],
): Promise<Change | undefined> {
  const { client, runtime } = session;
  const sources = new Map<string, Source>();
  const own: FileEdit[] = [];
  for (const { config, fixed } of all) {
    const { document, version } = config;
    const file = addressOf(runtime, document.uri);
    sources.set(file, { document, version, text: document.getText() });
    own.push({ file, edits: fixed.edits });
  }
  const edits = [...own, ...all.flatMap(({ fixed }) => fixed.others)];
  const isDescribed = client.annotatesEdits && client.versionedEdits;
  const { changes } = await editOfFiles(
    session,
    edits,
    sources,
    isDescribed ? ANNOTATION : undefined,
  );
  if (changes.length === 0) return undefined;
  const { edit, judged } = joinChanges(changes);
  return { edit: confirmed(session, rule, edit, changes.length > 1), judged };
}

async function fixOne(
  session: Session,
  versions: InstalledVersions,
  config: ReadConfig,
  scope: Scope,
  answers: Map<string, Promise<Answer | undefined>>,
  token: CancellationToken,
): Promise<FixedConfig> {
  const { document, settings, file } = config;
  const { uri } = document;
  const answer = async (lookup: Lookup): Promise<Answer | undefined> => {
    const installed = await versions.find(uri, lookup, PATIENCE);
    if (installed || settings.network === 'never') return installed;
    return lookUpVersion(session, uri, lookup, settings.minimumReleaseAge, token);
  };
  let before: Analysis | undefined;
  const fixed = await applyFixes(document.getText(), {
    find: async (text) => {
      const analysis = file.judge(text);
      before ??= analysis;
      return analysis.findings;
    },
    choose: (finding) => (isWithin(scope, finding) ? preferredFix(finding) : undefined),
    answer: async ({ lookup }) => {
      if (!lookup) return undefined;
      const key = JSON.stringify([uri, lookup]);
      const known = answers.get(key) ?? answer(lookup);
      answers.set(key, known);
      return known;
    },
  });
  const taken = takenByFixes(before?.credentials ?? [], fixed);
  return { config, fixed, taken: taken.map((it) => ({ ...it, uri })) };
}

const ANNOTATION = 'fix';

/** What changes several files is shown before it happens, where the client can. */
function confirmed(
  { client }: Session,
  rule: string,
  edit: WorkspaceEdit,
  several: boolean,
): WorkspaceEdit {
  if (!client.annotatesEdits || !client.versionedEdits) return edit;
  const label = `Fix ${rule}`;
  return { ...edit, changeAnnotations: { [ANNOTATION]: { label, needsConfirmation: several } } };
}
