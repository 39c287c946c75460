import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../../rules/findings/finding.ts';
import { rules } from '../../../rules/index.ts';
import type { Span } from '../../../rules/text/span.ts';
import { caretAfter, isTyped, moved, replacedBy } from './edits.ts';
import type { Sight } from './sight.ts';
import type { Unfinished } from './unfinished.ts';

/** What is shown of one version of a document. */
export interface Shown {
  /** Suppressed ones included, as everywhere. */
  readonly findings: readonly Finding[];
  /** Another one whenever something else is shown. */
  readonly id: string;
  /** How many wait until nobody types there any more, to be shown or to be taken away. */
  readonly unsettled: number;
}

interface Seen extends Span {
  readonly finding: Finding;
  readonly touched: boolean;
}

interface Typed {
  /** Where it was typed last; empty where nobody types. */
  carets: readonly number[];
  /** What was shown last, where it stands by now. */
  seen: readonly Seen[];
  last?: { readonly of: Sight; readonly carets: readonly number[]; readonly shown: Shown };
}

const doneWith = new Map(rules.map(({ meta }) => [meta.id, meta.doneWith] as const));

/**
 * Keeps what is shown steady while somebody types: what is half-typed is not spoken of before it is left, and what was
 * shown stays while a slip elsewhere hides it from the reader of the file.
 */
export class Steady {
  readonly #documents = new Map<string, Typed>();
  #count = 0;

  /** Told of the changes of a document, one by one, each before it is made. */
  change(document: TextDocument, change: TextDocumentContentChangeEvent, isFirst: boolean): void {
    const typed = this.#of(document.uri);
    const replaced = replacedBy(document, change);
    typed.seen = typed.seen.map(({ finding, start, end, touched }) => {
      const now = moved({ start, end }, replaced);
      return { ...now, finding, touched: touched || now.touched };
    });
    const others = isFirst
      ? []
      : typed.carets.map((it) => moved({ start: it, end: it }, replaced).start);
    typed.carets = isTyped(replaced) ? [...others, caretAfter(replaced)] : others;
  }

  /** Somebody who types has gone elsewhere. @returns whether something else is shown now */
  leave(uri: string, caret: number | undefined): boolean {
    const typed = this.#documents.get(uri);
    if (!typed || typed.carets.length === 0) return false;
    const { last } = typed;
    typed.carets = caret === undefined ? [] : [caret];
    if (!last || last.shown.unsettled === 0) return false;
    return this.of(uri, last.of).unsettled !== last.shown.unsettled;
  }

  isTyping(uri: string): boolean {
    return (this.#documents.get(uri)?.carets.length ?? 0) > 0;
  }

  forget(uri: string): void {
    this.#documents.delete(uri);
  }

  /** What to show of what was found in the newest version. */
  of(uri: string, sight: Sight): Shown {
    const typed = this.#of(uri);
    const { last, carets } = typed;
    if (last?.of === sight && last.carets === carets) return last.shown;
    const shown = this.#look(typed, sight);
    typed.last = { of: sight, carets, shown };
    typed.seen = shown.findings.map((finding) => ({ ...finding.at.span, finding, touched: false }));
    return shown;
  }

  #of(uri: string): Typed {
    const known = this.#documents.get(uri);
    if (known) return known;
    const made: Typed = { carets: [], seen: [] };
    this.#documents.set(uri, made);
    return made;
  }

  #look({ carets, seen }: Typed, sight: Sight): Shown {
    this.#count += 1;
    const { findings, isTorn } = sight;
    const unfinished = carets.length > 0 ? sight.unfinishedAt(carets) : undefined;
    const waiting = new Set<Finding>();
    if (unfinished)
      for (const it of findings)
        if (waits(it, unfinished) && !seen.some((before) => isKnown(before, it))) waiting.add(it);
    // Whether what was shown could have gone for another reason than that it was put right.
    const isTyping = carets.length > 0;
    const hidden =
      isTorn || isTyping
        ? seen.filter(
            (it) =>
              isOfPlace(it) &&
              (isTorn || !isOfServer(it, sight)) &&
              !findings.some((now) => isSame(it, now)),
          )
        : [];
    const shown = [...findings.filter((it) => !waiting.has(it)), ...hidden.map(asSeen)];
    if (hidden.length > 0) shown.sort((a, b) => a.at.span.start - b.at.span.start);
    return {
      findings: shown,
      id: String(this.#count),
      unsettled: waiting.size + (isTorn ? 0 : hidden.length),
    };
  }
}

function waits({ rule, suppressed, about, at }: Finding, unfinished: Unfinished): boolean {
  if (suppressed !== null) return false;
  if (unfinished.tokens.some((it) => touch(it, at.span))) return true;
  const until = doneWith.get(rule);
  if (until !== 'server') return until === 'file';
  return about.kind === 'server' && unfinished.servers.has(about.name);
}

/** What is said of the file as a whole is about the text that is there now. */
function isOfPlace({ touched, finding }: Seen): boolean {
  return !touched && finding.pointer !== '';
}

/** Whether it is about a server that is still there, so that a change of that server made it go. */
function isOfServer({ finding: { about } }: Seen, sight: Sight): boolean {
  return about.kind === 'server' && sight.hasServer(about.name);
}

/** Whether it was shown before somebody began to type there. */
function isKnown(before: Seen, now: Finding): boolean {
  return isSame(before, now) && !(before.touched && doneWith.get(now.rule) === 'file');
}

/** Its fixes would edit a text that is no more. */
function asSeen({ finding, start, end }: Seen): Finding {
  const { at, related } = finding;
  const elsewhere = related.filter((it) => it.at.file !== at.file);
  return { ...finding, at: { ...at, span: { start, end } }, related: elsewhere, fixes: [] };
}

function isSame(before: Seen, { rule, at }: Finding): boolean {
  return before.finding.rule === rule && touch(before, at.span);
}

function touch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
