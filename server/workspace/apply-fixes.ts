import type { Answer, FileEdit, Finding, Fix, Reader } from '../../rules/findings/finding.ts';
import { editsOfFile, editsOfOthers } from '../../rules/fixes/file-edits.ts';
import { answeredTitle } from '../../rules/fixes/reason.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import {
  applyEdits,
  composeEdits,
  overlaps,
  rangesOf,
  type Span,
  type TextEdit,
  type TextRange,
} from '../../rules/text/span.ts';

/** What was done to one file, and what could not be. */
export interface Fixed {
  readonly text: string;
  /** The same as edits of the text as it was. */
  readonly edits: readonly TextEdit[];
  /** The titles of what was applied, in order. */
  readonly applied: readonly SafeText[];
  /** The same with what tells them apart, and where the finding was. */
  readonly made: readonly MadeFix[];
  /** Values that were taken out, with the names of the references in their place. */
  readonly moved: readonly Moved[];
  /** Edits of other files. */
  readonly others: readonly FileEdit[];
  /** Why a fix was not applied, in words, each once. */
  readonly problems: readonly SafeText[];
}

export interface MadeFix {
  readonly id: string;
  readonly title: SafeText;
  readonly range: TextRange;
}

export interface Moved {
  readonly name: string;
  /** As the host read it. */
  readonly value: string;
  readonly file?: string | undefined;
  readonly reader?: Reader | undefined;
  /** As the file wrote it. */
  readonly raw: string;
}

export interface Fixing {
  /** What is found in a text. */
  readonly find: (text: string) => Promise<readonly Finding[]>;
  /** The fix of a finding that is wanted, if any. */
  readonly choose: (finding: Finding) => Fix | undefined;
  /** @throws with words fit to be shown where there is no answer */
  readonly answer: (fix: Fix) => Promise<Answer | undefined>;
}

/** A fix may uncover another one; nothing uncovers that many. */
const ROUNDS = 20;

/** A fix of one thing that is wanted in more rounds than this does not do what it says. */
const AGAIN = 3;

/** Tells the fixes of one text apart, however often it is judged. */
export function fixId({ rule, pointer }: Finding, { id }: Fix): string {
  return `${rule} ${pointer} ${id}`;
}

interface Planned {
  readonly fix: Fix;
  readonly key: string;
  /** The same fix of the same thing, wherever an edit has moved it. */
  readonly same: string;
  readonly range: TextRange;
  readonly title: SafeText;
  readonly edits: readonly TextEdit[];
  readonly others: readonly FileEdit[];
}

/**
 * Applies fixes until none is left to apply. Of fixes that touch the same text the first one is applied; whether
 * the others are still wanted is seen afterwards.
 */
export async function applyFixes(original: string, fixing: Fixing): Promise<Fixed> {
  let text = original;
  const made: MadeFix[] = [];
  const rounds: (readonly TextEdit[])[] = [];
  const moved: Moved[] = [];
  const others: FileEdit[] = [];
  const problems = new Set<SafeText>();
  const given = new Set<string>();
  const times = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const taken: Planned[] = [];
    for (const finding of await fixing.find(text)) {
      const fix = finding.suppressed === null ? fixing.choose(finding) : undefined;
      if (!fix) continue;
      const key = fixId(finding, fix);
      const same = `${finding.rule} ${JSON.stringify(finding.about)} ${fix.id} ${fix.title}`;
      if (given.has(key) || (times.get(same) ?? 0) >= AGAIN) continue;
      const where = { ...finding.at, text };
      const plan = await planOf(fix, { key, same }, where, fixing, problems);
      if (!plan) given.add(key);
      else if (
        !plan.edits.some((edit) =>
          taken.some((it) => it.edits.some((other) => overlaps(edit, other))),
        )
      )
        taken.push(plan);
    }
    if (taken.length === 0) break;
    for (const same of new Set(taken.map((it) => it.same)))
      times.set(same, (times.get(same) ?? 0) + 1);
    for (const { fix, key, title, range, others: beside } of taken) {
      made.push({ id: key, title, range });
      if (fix.moves) {
        const { span, name, file: envFile, reader } = fix.moves;
        moved.push({
          name,
          raw: text.slice(span.start, span.end),
          value: fix.moves.value(),
          file: envFile,
          reader,
        });
      }
      others.push(...beside);
      // What another file gets is not seen in this one, so the finding stays.
      if (beside.length > 0) given.add(key);
    }
    const edits = taken.flatMap((it) => it.edits);
    const next = applyEdits(text, edits);
    if (next === text) break;
    rounds.push(edits);
    text = next;
  }
  const edits = composeEdits(original.length, rounds);
  const applied = made.map(({ title }) => title);
  return { text, edits, applied, made, moved, others, problems: [...problems] };
}

const NOWHERE: TextRange = {
  start: { line: 0, character: 0 },
  end: { line: 0, character: 0 },
};

async function planOf(
  fix: Fix,
  names: Pick<Planned, 'key' | 'same'>,
  { file, span, text }: { readonly file: string; readonly span: Span; readonly text: string },
  { answer }: Fixing,
  problems: Set<SafeText>,
): Promise<Planned | undefined> {
  const planned = (title: SafeText, edits: readonly FileEdit[]): Planned => {
    const others = editsOfOthers(edits, file);
    const [range = NOWHERE] = rangesOf(text, [span]);
    return { fix, ...names, title, range, edits: editsOfFile(edits, file, text), others };
  };
  if (!fix.lookup) return planned(fix.title, fix.edits());
  try {
    const found = await answer(fix);
    if (!found) return undefined;
    return planned(answeredTitle(fix, found), fix.edits(found));
  } catch (error) {
    problems.add(
      error instanceof Error
        ? safe.text(error.message)
        : sentence`A version could not be looked up.`,
    );
    return undefined;
  }
}
