import { type ConfigAnalysis, judge, looksGenerated, type Position } from '../judge.ts';
import { type NameReading, readName } from '../name.ts';
import { MASK, part, type View } from '../view.ts';

/** A judgement and what it is about, before it is turned into a detection. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly judgement: ConfigAnalysis;
  /** The innermost name: of the parameter, flag or key. */
  readonly name: string;
  readonly inUrl: boolean;
}

export type Emit = (hit: Hit) => void;

/** Looks into a value that may have parts. */
export type Look = (view: View, context: Context) => void;

/** What is known about a value, and how to go on with its parts. */
export interface Context {
  readonly name: string;
  readonly reading: NameReading;
  readonly position: Position;
  readonly inUrl: boolean;
  readonly depth: number;
  readonly emit: Emit;
  readonly look: Look;
}

/** The context of a part that goes by a name of its own. */
export function named(context: Context, name: string, position: Position = 'value'): Context {
  return { ...context, name, reading: readName(name), position };
}

export function report(
  view: View,
  judgement: ConfigAnalysis,
  { name, inUrl, emit }: Context,
): void {
  emit({ start: view.at(0), end: view.at(view.text.length), judgement, name, inUrl });
}

/** Judges a value that has no parts. */
export function judgeWhole(view: View, context: Context): void {
  const { text } = view;
  if (!text.includes(MASK)) {
    const judgement = judge(text, context.reading, context.name, context.position);
    if (judgement) report(view, judgement, context);
    return;
  }
  // What is left between references: only noise is a credential, a word is not.
  let start = 0;
  for (const rest of text.split(MASK)) {
    if (looksGenerated(rest, 16)) {
      const judgement = judge(rest, context.reading, context.name, context.position);
      if (judgement) report(part(view, start, start + rest.length), judgement, context);
    }
    start += rest.length + 1;
  }
}
