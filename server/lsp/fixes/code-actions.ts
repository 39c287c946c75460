import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../../../rules/findings/finding.ts';
import { answeredTitle } from '../../../rules/fixes/reason.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { APPLY_FIX, FIX_ALL, type FixAllHandle, type FixHandle } from '../../protocol.ts';
import { takesSecret } from '../../workspace/taken-out.ts';
import type { DocumentAnalysis } from '../document-version.ts';
import { editForFix, toWorkspaceEdit } from '../edits.ts';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { guideActions, ignoreAction, janeeAction, rotateAction } from './actions-without-edit.ts';
import { fixAllEdits } from './fix-all.ts';
import { fixAllInSource } from './fix-all-in-source.ts';
import { fixHandle, judgedOf, readHandleOfAll } from './fix-handles.ts';
import { fixRule } from './fix-rule.ts';
import { resolveFix, STALE, say } from './resolve-fix.ts';
import { fixAllOf, makeSafe, moving, type Together, togetherOf } from './together.ts';
import type { InstalledVersions } from './versions.ts';

/** A light bulb that takes longer is a nuisance; the newest version is offered instead. */
const PATIENCE = 250;

/** Quick fixes where the cursor is; all safe fixes where they are asked for by kind. */
export async function codeActions(
  session: Session,
  versions: InstalledVersions,
  { textDocument, range, context }: CodeActionParams,
): Promise<(CodeAction | Command)[]> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return [];
  const checked = await session.analyses.of(document);
  const { only } = context;
  const actions: CodeAction[] = [];
  if (!only || only.some((kind) => contains(kind, CodeActionKind.QuickFix))) {
    const together = new Map<string, Together>();
    const found = findingsAt(document, checked, range, context.diagnostics);
    for (const finding of found) {
      const offered = finding.fixes.map((fix) =>
        quickFix(session, versions, document, checked, finding, fix),
      );
      actions.push(...(await Promise.all(offered)).filter((action) => action !== undefined));
      const all =
        together.get(finding.rule) ?? togetherOf(checked, (it) => it.rule === finding.rule);
      together.set(finding.rule, all);
      if (session.client.resolvesEdits) actions.push(...fixAllOf(session, document, all, finding));
      actions.push(...guideActions(session, document, checked, finding));
      actions.push(...janeeAction(session, document, checked, finding));
      actions.push(...rotateAction(session, document, finding));
      if (session.client.options.ignores) actions.push(ignoreAction(session, document, finding));
    }
    if (session.client.resolvesEdits) actions.push(...makeSafe(session, document, checked, found));
  }
  if (only?.some((kind) => contains(kind, FIX_ALL))) {
    const edits = await fixAllEdits(versions, document, checked.analysis);
    const title = 'Fix all safe MCP Checklist problems';
    const edit = edits.length > 0 && toWorkspaceEdit(session, document, edits);
    if (edit) actions.push({ title, kind: FIX_ALL, edit });
  }
  // Its edits may be about an older text by now.
  if (session.documents.get(document.uri) !== document) return [];
  if (document.version !== checked.version) return [];
  return session.client.takesActions ? actions : actions.flatMap((action) => toCommand(action));
}

export async function resolveCodeAction(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  if (action.edit || action.data === undefined) return action;
  const all = readHandleOfAll(action.data);
  const edit = all
    ? await editOfAll(session, workspace, versions, all, token)
    : await resolveFix(session, action.data, token);
  return edit ? { ...action, edit } : action;
}

async function editOfAll(
  session: Session,
  workspace: Workspace,
  versions: InstalledVersions,
  { uri, version, allOf, server }: FixAllHandle,
  token: CancellationToken,
): Promise<WorkspaceEdit | undefined> {
  const document = session.documents.get(uri);
  if (document?.version !== version) return say(session, STALE);
  if (session.projects.metaOf(allOf))
    return (await fixAllInSource(session, document, allOf)) ?? say(session, STALE);
  const params = { rule: allOf, server, uris: [uri] };
  const { edit, problem, question } = await fixRule(session, workspace, versions, params, token);
  // When the action was offered, no secret hung on it.
  if (problem !== null || question) say(session, problem ?? STALE);
  return session.documents.get(uri)?.version === version ? (edit ?? undefined) : undefined;
}

/** `quickfix` contains `quickfix.pin`; the empty kind contains everything. */
function contains(kind: string, other: string): boolean {
  return kind === '' || kind === other || other.startsWith(`${kind}.`);
}

/** Findings that touch the range, and those the client names: some send a cursor and its line's diagnostics. */
function findingsAt(
  document: TextDocument,
  { analysis }: DocumentAnalysis,
  range: Range,
  named: readonly Diagnostic[],
): readonly Finding[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return analysis.findings.filter(({ rule, at: { span }, suppressed }) => {
    if (suppressed) return false;
    if (span.start <= end && start <= span.end) return true;
    return named.some((it) => it.code === rule && document.offsetAt(it.range.start) === span.start);
  });
}

async function quickFix(
  session: Session,
  versions: InstalledVersions,
  document: TextDocument,
  checked: DocumentAnalysis,
  finding: Finding,
  fix: Fix,
): Promise<CodeAction | undefined> {
  const handle = fixHandle(document, finding, fix);
  const action: CodeAction = {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(session, document, finding)],
    isPreferred: fix.preferred,
    data: handle,
  };
  const judged = judgedOf(checked, finding);
  const { file } = finding.at;
  if (!fix.lookup) {
    const edits = fix.edits();
    if (takesSecret(fix, edits, judged)) return moving(session, action, handle);
    const change = await editForFix(session, document, file, edits);
    return change && { ...action, edit: change.edit };
  }
  const answer = await versions.find(document.uri, fix.lookup, PATIENCE);
  if (document.version !== checked.version) return undefined;
  if (answer) {
    const edits = fix.edits(answer);
    if (takesSecret(fix, edits, judged)) return undefined;
    const title = answeredTitle(fix, answer);
    const change = await editForFix(session, document, file, edits);
    return change && { ...action, title, edit: change.edit };
  }
  if (checked.settings.network === 'never') return undefined;
  const host = await versions.hostAsked(document.uri, fix.lookup, PATIENCE);
  if (document.version !== checked.version) return undefined;
  const title =
    host === undefined
      ? untilAnswered(fix)
      : sentence`${untilAnswered(fix)} (asked of ${safe.text(host)})`;
  if (session.client.resolvesEdits) return { ...action, title };
  return { ...action, title, command: { title, command: APPLY_FIX, arguments: [handle] } };
}

/** What a fix will do once a registry has said which version: an ellipsis in its title tells nobody. */
function untilAnswered({ title, lookup, id }: Fix): SafeText {
  if (!lookup) return title;
  const name = safe.name(lookup.name);
  if (lookup.ecosystem === 'oci') return sentence`Pin ${name} to its current digest`;
  if (lookup.ecosystem === 'git') return sentence`Pin ${name} to its current commit`;
  const verb = id === 'pin' ? sentence`Pin` : id === 'bump' ? sentence`Update` : undefined;
  return verb
    ? sentence`${verb} ${name} to its newest safe version`
    : sentence`Use the newest safe version of ${name}`;
}

/** For clients of the time before code actions had edits. */
function toCommand({ title, data, command }: CodeAction): Command[] {
  if (command) return [command];
  const handle = data as FixHandle | undefined;
  return handle ? [{ title, command: APPLY_FIX, arguments: [handle] }] : [];
}
