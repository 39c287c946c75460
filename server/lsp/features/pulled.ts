import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { isSameJson } from './same-json.ts';

const { Full, Unchanged } = DocumentDiagnosticReportKind;

interface Sent {
  /** What the client calls it. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
  /** The last judgement that said the same. */
  of: string;
  /** Whether all edits since then left every diagnostic where it was, so that the client shows it there. */
  isStill: boolean;
}

/**
 * What clients were sent that ask for diagnostics: most keys change none of them, and of a config of hundreds of servers
 * sending them again, and showing them anew, costs more than judging it.
 */
export class Pulled {
  readonly #sent = new Map<string, Sent>();

  /** Told of every edit, in lines of the text before it. */
  changed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    const sent = this.#sent.get(uri);
    if (sent?.isStill) sent.isStill = changes.every((it) => leavesAlone(it, sent.items));
  }

  forget(uri: string): void {
    this.#sent.delete(uri);
  }

  /**
   * The answer to a client. What it shows is unchanged where it is the same to the letter, and where no edit, not even
   * one that was taken back, has touched or moved it: editors move what they show along with the text.
   *
   * @param id of the judgement
   * @param seen what the client calls the answer that it has
   */
  answer(
    uri: string,
    id: string,
    items: readonly Diagnostic[],
    seen: string | undefined,
  ): DocumentDiagnosticReport {
    const sent = this.#sent.get(uri);
    const isSame = sent && (sent.of === id || (sent.isStill && isSameJson(sent.items, items)));
    if (sent && isSame && sent.id === seen) {
      sent.of = id;
      return { kind: Unchanged, resultId: sent.id };
    }
    this.#sent.set(uri, { id, items, of: id, isStill: true });
    return { kind: Full, resultId: id, items: [...items] };
  }
}

/** Whether an edit stands behind all diagnostics, or in other lines than theirs, of which it leaves as many. */
function leavesAlone(
  change: TextDocumentContentChangeEvent,
  items: readonly Diagnostic[],
): boolean {
  if (!('range' in change)) return false;
  const { start, end } = change.range;
  const breaks = change.text.match(/\r\n|[\r\n]/g)?.length ?? 0;
  const keepsLines = end.line - start.line === breaks;
  return items.every(
    ({ range }) => isBefore(range.end, start) || (keepsLines && end.line < range.start.line),
  );
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
