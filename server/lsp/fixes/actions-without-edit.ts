import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../../rules/findings/finding.ts';
import { guideOf } from '../../../rules/fixes/guide.ts';
import { janeeMoves } from '../../../rules/fixes/janee.ts';
import {
  type CredentialAt,
  IGNORE,
  MOVE_TO_JANEE,
  ROTATE,
  SAY_GUIDE,
  SHOW_GUIDE,
} from '../../protocol.ts';
import type { DocumentAnalysis } from '../document-version.ts';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { Session } from '../session.ts';

/** Where no edit helps, what a person does about it: an error has more to offer than to be ignored. */
export function guideActions(
  session: Session,
  document: TextDocument,
  { analysis }: DocumentAnalysis,
  finding: Finding,
): readonly CodeAction[] {
  const guide = guideOf(analysis.config ?? undefined, finding);
  if (!guide) return [];
  const { title } = guide;
  const command = session.client.options.asksForSecrets ? SHOW_GUIDE : SAY_GUIDE;
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(session, document, finding)],
      command: { title, command, arguments: [guide] },
    },
  ];
}

/** A credential is replaced in all of its places: which those are is found out when somebody wants it. */
export function rotateAction(
  session: Session,
  document: TextDocument,
  finding: Finding,
): readonly CodeAction[] {
  if (!session.client.options.rotates || finding.rule !== 'plaintext-secret') return [];
  const title = 'Replace this credential everywhere…';
  const argument: CredentialAt = { uri: document.uri, start: finding.at.span.start };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(session, document, finding)],
      command: { title, command: ROTATE, arguments: [argument] },
    },
  ];
}

/** What Janee knows by name can be kept there; the agent then calls the API through it. */
export function janeeAction(
  session: Session,
  document: TextDocument,
  { analysis }: DocumentAnalysis,
  finding: Finding,
): readonly CodeAction[] {
  const { movesToJanee, trusted } = session.client.options;
  if (!movesToJanee || trusted === false || finding.rule !== 'plaintext-secret') return [];
  const { start } = finding.at.span;
  const match = analysis.credentials.find(
    ({ place, ...it }) => place.text.spanOf(it.start, it.end).start === start,
  );
  if (!match || janeeMoves([match]).length === 0) return [];
  const title = 'Move to Janee, which calls the API for the agent…';
  const argument: CredentialAt = { uri: document.uri, start };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(session, document, finding)],
      command: { title, command: MOVE_TO_JANEE, arguments: [argument] },
    },
  ];
}

/** Last of all: whoever takes it is asked why. */
export function ignoreAction(
  session: Session,
  document: TextDocument,
  finding: Finding,
): CodeAction {
  const { rule, at } = finding;
  const what = rule === 'plaintext-secret' ? 'this secret' : rule;
  const title = `Accept ${what} here, with a reason…`;
  const argument = { uri: document.uri, rule, start: at.span.start };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(session, document, finding)],
    command: { title, command: IGNORE, arguments: [argument] },
  };
}
