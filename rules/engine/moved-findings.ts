import type { Finding, Related } from '../findings/finding.ts';
import { groupedBy } from '../text/groups.ts';
import type { Span } from '../text/span.ts';
import { inTextOrder } from './limits.ts';
import type { Draft, Said } from './to-finding.ts';

/** Where a span of one text is in another one. */
type Move = (span: Span) => Span;

/** A finding as it stands in another text. Its fixes stay behind: they edit the text that they were made for. */
export function moved(finding: Said, move: Move): Said {
  return copyOf(finding, move, finding.origin ?? finding);
}

/** A finding without its fixes, which would keep the text that they edit. */
export function withoutFixes(finding: Said): Said {
  return copyOf(finding, (span) => span, undefined);
}

/** One literal, as a spread is many times as dear and one is made for each finding behind each key. */
function copyOf(finding: Said, move: Move, origin: Finding | undefined): Said {
  const { rule, severity, confidence, messageId, message, at, about, pointer, related } = finding;
  const { credential, suppressed, unlessTorn } = finding;
  const there: Draft = {
    rule,
    severity,
    confidence,
    messageId,
    message,
    at: { file: at.file, span: move(at.span) },
    about,
    pointer,
    related: related.length > 0 ? related.map((it) => movedRelated(it, at.file, move)) : related,
    fixes: NONE,
    suppressed,
    origin,
  };
  if (unlessTorn) there.unlessTorn = true;
  if (credential) there.credential = credential;
  return there;
}

const NONE: Finding['fixes'] = [];

function movedRelated(related: Related, file: string, move: Move): Related {
  const { at, message } = related;
  if (!('span' in at) || at.file !== file) return related;
  return { at: { file, span: move(at.span) }, message };
}

/** What is left of a list without those of another one; undefined where one of them is not on it. */
export function without(
  list: readonly Said[],
  others: readonly Said[],
): readonly Said[] | undefined {
  const gone = new Set<Said>();
  const byStart = groupedBy(list, ({ at }) => at.span.start);
  for (const other of others) {
    const near = byStart.get(other.at.span.start) ?? [];
    const found = near.find((it) => !gone.has(it) && isSame(it, other));
    if (!found) return undefined;
    gone.add(found);
  }
  return list.filter((it) => !gone.has(it));
}

/** Whether two findings say the same of the same place, whatever their fixes. */
function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    isSameSpan(one.at.span, other.at.span) &&
    one.messageId === other.messageId &&
    one.message === other.message &&
    one.severity === other.severity &&
    one.confidence === other.confidence &&
    one.pointer === other.pointer &&
    one.suppressed?.by === other.suppressed?.by &&
    one.related.length === other.related.length &&
    one.related.every((it, index) => isSameRelated(it, other.related[index]))
  );
}

function isSameRelated({ at, message }: Related, other: Related | undefined): boolean {
  if (!other || message !== other.message || at.file !== other.at.file) return false;
  if ('span' in at) return 'span' in other.at && isSameSpan(at.span, other.at.span);
  return 'range' in other.at;
}

function isSameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether nothing of a finding stands in a part of its file, nor around it. */
export function isOutside({ at, related }: Finding, part: Span): boolean {
  return (
    isApart(at.span, part) &&
    related.every((it) => it.at.file !== at.file || !('span' in it.at) || isApart(it.at.span, part))
  );
}

function isApart({ start, end }: Span, part: Span): boolean {
  return end <= part.start || start >= part.end;
}

/** Two lists in the order of the text as one. */
export function merged(one: readonly Said[], other: readonly Said[]): readonly Said[] {
  const all: Said[] = [];
  let next = 0;
  for (const finding of one) {
    for (let it = other[next]; it && inTextOrder(it, finding) < 0; it = other[next]) {
      all.push(it);
      next += 1;
    }
    all.push(finding);
  }
  return [...all, ...other.slice(next)];
}
