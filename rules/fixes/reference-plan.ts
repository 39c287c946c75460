import type { SyntaxId } from '../references/syntax.ts';
import type { TextEdit } from '../text/span.ts';

/** A reference that a host resolves in a place, and the edits that put it there. */
export interface ReferencePlan {
  /** What is written in place of the value. */
  readonly text: string;
  readonly syntax: SyntaxId;
  /** The variable or input it names. */
  readonly name: string;
  /** The key that says so, where the host does not look into strings. */
  readonly key?: string;
  /** Whether it only resolves where its own server says so as well. */
  readonly definedPerServer: boolean;
  /** The first puts the reference in place; what defines it follows. */
  edits(): readonly TextEdit[];
}
