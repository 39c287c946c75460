import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../../rules/findings/finding.ts';
import { guideOf } from '../../../rules/fixes/guide.ts';
import { IGNORE, SAY_GUIDE, SHOW_GUIDE } from '../../protocol.ts';
import type { DocumentAnalysis } from '../analyses.ts';
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
