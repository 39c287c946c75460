import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import {
  APPLY_FIX,
  type FixAllHandle,
  type FixHandle,
  MOVE_SECRETS,
  PREVIEW_FIXES,
} from '../../protocol.ts';
import { takesSecret } from '../../workspace/taken-out.ts';
import type { DocumentAnalysis } from '../document-version.ts';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { Session } from '../session.ts';
import { handleOfAll, judgedOf } from './fix-handles.ts';
import { preferredFix } from './fix-rule.ts';

/**
 * An action that takes a secret out has no edit: a client would apply it before anybody could be asked. Its command
 * asks, or else saves the secret first.
 */
export function moving(
  { client }: Session,
  { data: _, ...action }: CodeAction,
  handle: FixHandle | FixAllHandle,
): CodeAction {
  const command = client.options.asksForSecrets ? MOVE_SECRETS : APPLY_FIX;
  return { ...action, command: { title: action.title, command, arguments: [handle] } };
}

/** The fixes that one action makes together. */
export interface Together {
  readonly count: number;
  readonly moves: boolean;
}

export function togetherOf(
  checked: DocumentAnalysis,
  isMeant: (finding: Finding) => boolean,
): Together {
  const { findings } = checked.analysis;
  const made = findings.filter(isMeant).flatMap((finding) => {
    const fix = preferredFix(finding);
    return fix ? [{ finding, fix }] : [];
  });
  const moves =
    made.length > 1 &&
    made.some(({ finding, fix }) =>
      takesSecret(fix, fix.lookup ? [] : fix.edits(), judgedOf(checked, finding)),
    );
  return { count: made.length, moves };
}

/** All fixes of a server, of whatever rule: for a snippet somebody has pasted, all that is wrong with it. */
export function makeSafe(
  session: Session,
  document: TextDocument,
  checked: DocumentAnalysis,
  found: readonly Finding[],
): readonly CodeAction[] {
  const servers = new Set(found.filter((it) => preferredFix(it)).map((it) => serverOf(it)));
  return [...servers].flatMap((server) => {
    if (server === '') return [];
    const { count, moves } = togetherOf(checked, (it) => serverOf(it) === server);
    if (count < 2) return [];
    const data = handleOfAll(document, '', server);
    const own = found.filter((it) => serverOf(it) === server);
    const action: CodeAction = {
      title: sentence`Make "${server}" safe: all ${count} fixes${session.client.options.previews ? sentence`…` : sentence``}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: own.map((it) => toDiagnostic(session, document, it)),
      data,
    };
    if (session.client.options.previews) return [previewed(action, data)];
    return [moves ? moving(session, action, data) : action];
  });
}

/** Fixes of several kinds are shown before they are made. */
function previewed({ data: _, ...action }: CodeAction, handle: FixAllHandle): CodeAction {
  const { title } = action;
  return { ...action, command: { title, command: PREVIEW_FIXES, arguments: [handle] } };
}

/** Where a rule has more to say in the same file. */
export function fixAllOf(
  session: Session,
  document: TextDocument,
  { count, moves }: Together,
  finding: Finding,
): readonly CodeAction[] {
  const { rule } = finding;
  if (count < 2 || !preferredFix(finding)) return [];
  const data = handleOfAll(document, rule);
  const action: CodeAction = {
    title:
      rule === 'plaintext-secret'
        ? `Move all ${count} secrets out of this file`
        : `Fix all ${count} of ${rule} in this file`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(session, document, finding)],
    data,
  };
  return [moves ? moving(session, action, data) : action];
}
