import type { FileEdit, Finding, Fix, FixDraft } from '../findings/finding.ts';
import { fill, safe } from '../secrets/safe.ts';
import { ownCopy } from '../text/memory.ts';
import type { TextEdit } from '../text/span.ts';
import { boundRelated } from './limits.ts';
import type { Rule, Statement } from './rule.ts';

/** A finding, and whether it is withheld while the text is torn. */
export interface Said extends Finding {
  readonly unlessTorn?: true;
}

/** A finding while it is being made: the engine still decides how much it counts. */
export type Draft = { -readonly [Key in keyof Said]: Said[Key] };

/**
 * What a rule says, as everybody but the rule sees it.
 *
 * @param own the file of what names none
 */
export function toFinding(
  rule: Pick<Rule, 'meta' | 'messages'>,
  statement: Statement<Rule['messages']>,
  own: string,
): Draft {
  const { server, span, credential, related, file = own } = statement;
  const finding: Draft = {
    rule: rule.meta.id,
    severity: statement.severity ?? rule.meta.severity,
    confidence: statement.confidence ?? 'high',
    messageId: statement.message,
    message: fill(rule.messages[statement.message] ?? statement.message, statement.data),
    at: { file, span },
    about: server ? { kind: 'server', file, name: safe.name(server.name) } : { kind: 'file', file },
    // As it is made of names in the file.
    pointer: ownCopy(statement.pointer),
    related: related ? boundRelated(related) : [],
    fixes: statement.fixes?.map((draft) => inFiles(draft, file)) ?? [],
    suppressed: null,
  };
  if (statement.unlessTorn) finding.unlessTorn = true;
  if (credential) {
    const { provider = null, label } = credential;
    finding.credential = { provider, label: safe.name(label) };
  }
  return finding;
}

/** @param own the file of edits that name none */
function inFiles(draft: FixDraft, own: string): Fix {
  return {
    ...draft,
    edits(answer) {
      const here: TextEdit[] = [];
      const elsewhere: FileEdit[] = [];
      for (const edit of draft.edits(answer))
        if ('file' in edit) elsewhere.push(edit);
        else here.push(edit);
      return here.length > 0 ? [{ file: own, edits: here }, ...elsewhere] : elsewhere;
    },
  };
}
