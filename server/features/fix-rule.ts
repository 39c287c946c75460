import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import type { AddedLine, Answer, Finding, Fix, Lookup } from '../../rules/finding.ts';
import { addLine } from '../../rules/fixes/add-line.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { applyEdits, type TextEdit } from '../../rules/span.ts';
import { applyFixes, type Fixed } from '../fixing/apply-fixes.ts';
import type { FixRuleParams, FixRuleResult } from '../protocol.ts';
import { rangeOf } from '../ranges.ts';
import type { Session } from '../session.ts';
import type { ReadConfig, Workspace } from '../workspace/workspace.ts';
import { editOfOtherFile, joinEdits } from './edits.ts';
import { lookUpVersion } from './look-up-version.ts';
import type { InstalledVersions } from './versions.ts';

/** A person waits for it. */
const PATIENCE = 2_000;

/** The fix that is made without asking which: only where one is better than the others. */
export function fixToMake({ fixes, suppressed }: Finding): Fix | undefined {
  return suppressed ? undefined : fixes.find(({ preferred }) => preferred);
}

/**
 * Fixes everything of one rule in some configs, or in all. Whatever a version hangs on is asked of the registries:
 * somebody chose this.
 */
export async function fixRule(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  { rule, uris }: FixRuleParams,
  token: CancellationToken,
): Promise<FixRuleResult> {
  const answers = new Map<string, Promise<Answer | undefined>>();
  const edits: WorkspaceEdit[] = [];
  const moves: FixRuleResult['moves'][number][] = [];
  const problems = new Set<SafeText>();
  const added: AddedLine[] = [];
  let fixes = 0;
  for (const uri of uris ?? workspace.urisWith(rule)) {
    const config = await workspace.read(uri);
    if (!config || token.isCancellationRequested) continue;
    const fixed = await fixOne(session, versions, config, rule, answers, token);
    for (const problem of fixed.problems) problems.add(problem);
    if (fixed.applied.length === 0) continue;
    fixes += fixed.applied.length;
    added.push(...fixed.added);
    moves.push(...movesOf(config, fixed));
    if (fixed.edits.length > 0) edits.push(annotated(session, config, fixed.edits));
  }
  for (const path of new Set(added.map((it) => it.path))) {
    const lines = added.filter((it) => it.path === path).map(({ line }) => line);
    const edit = await editOfOtherFile(session, path, (text) => addLines(text, lines));
    if (edit) edits.push(edit);
  }
  const problem = problems.size > 0 ? safe.join([...problems], ' ') : null;
  if (edits.length === 0) return { edit: null, moves: [], fixes: 0, problem };
  return {
    edit: confirmed(session, rule, joinEdits(edits), edits.length > 1),
    moves,
    fixes,
    problem,
  };
}

function fixOne(
  session: Session,
  versions: InstalledVersions,
  { document, settings, judge }: ReadConfig,
  rule: string,
  answers: Map<string, Promise<Answer | undefined>>,
  token: CancellationToken,
): Promise<Fixed> {
  const answer = async (lookup: Lookup): Promise<Answer | undefined> => {
    const installed = await versions.find(document.uri, lookup, PATIENCE);
    if (installed || settings.network === 'never') return installed;
    return lookUpVersion(session, document.uri, lookup, settings.minimumReleaseAge, token);
  };
  return applyFixes(document.getText(), {
    find: async (text) => judge(text).findings,
    choose: (finding) => (finding.rule === rule ? fixToMake(finding) : undefined),
    answer: async ({ lookup }) => {
      if (!lookup) return undefined;
      const key = JSON.stringify([document.uri, lookup]);
      const known = answers.get(key) ?? answer(lookup);
      answers.set(key, known);
      return known;
    },
  });
}

/** Where what is taken out stands now, so that a client can save it: the text itself is not sent. */
function movesOf({ document }: ReadConfig, { moved }: Fixed): FixRuleResult['moves'] {
  const text = document.getText();
  return moved.flatMap(({ name, raw, file }) => {
    const start = text.indexOf(raw);
    const range = rangeOf(document, { start, end: start + raw.length });
    return start < 0
      ? []
      : [{ uri: document.uri, range, name, ...(file !== undefined && { file }) }];
  });
}

function addLines(text: string, lines: readonly string[]): readonly TextEdit[] {
  const longer = lines.reduce((now, line) => applyEdits(now, addLine(now, line)), text);
  const span = { start: text.length, end: text.length };
  return [{ span, newText: longer.slice(text.length) }];
}

const ANNOTATION = 'fix';

function annotated(
  { client, documents }: Session,
  { document }: ReadConfig,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const { uri } = document;
  const version = documents.get(uri)?.version ?? null;
  const changes = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  if (!client.versionedEdits) return { changes: { [uri]: changes } };
  const marked = client.annotatesEdits
    ? changes.map((change) => ({ ...change, annotationId: ANNOTATION }))
    : changes;
  return { documentChanges: [{ textDocument: { uri, version }, edits: marked }] };
}

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
