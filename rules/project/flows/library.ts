import type { Call } from '../../source/expressions.ts';
import { pathText } from './calls.ts';
import { passes } from './clean.ts';
import type { Origins } from './origins.ts';
import { partOf } from './parts.ts';
import { ALL, cleared, type Taint, whole, withText, worst } from './taint.ts';

const PATTERNED = /^(?:replace|replaceAll|sub|ReplaceAllString|subn)$/;

/** A call of something that is not the project's, with what of the model's goes in. */
export interface LibraryCall {
  /** The last name of what is called. */
  readonly name: string;
  readonly call: Call;
  readonly object: Taint | undefined;
  readonly given: readonly (Taint | undefined)[];
}

/**
 * What comes out of a library again.
 *
 * @param rule told of values that were looked over
 */
export function throughLibrary(
  { name, call, object, given }: LibraryCall,
  origins: Origins,
  rule: (taint: Taint) => void,
): Taint | undefined {
  const kept = passes(name);
  if (!kept || kept === 'nothing') return undefined;
  if (kept.cleared === ALL) for (const taint of given) if (taint) rule(taint);
  const [first] = given;
  // `Schema.parse(args)` gives the arguments back.
  if (first?.level && kept.cleared !== 0) return first;
  const all = first?.level ? first : object?.level ? object : undefined;
  if (all) return fromAll(all, origins, name, call);
  const found = worst([object, ...given].map(whole));
  if (!found) return undefined;
  // The base of an address decides where it goes.
  if (name === 'URL' && call.args.length > 1 && !given[1]) return cleared(found, ALL);
  const text = pathText(name, call, object, given) ?? found.text;
  return cleared(withText(found, text), PATTERNED.test(name) ? ALL : kept.cleared);
}

function fromAll(taint: Taint, origins: Origins, name: string, call: Call): Taint | undefined {
  const key = call.args[0]?.value;
  if (name === 'get')
    return key?.kind === 'text' ? partOf(origins, taint, key.value, taint.origin) : undefined;
  return /^(?:parse|cast|assign|loads)$/.test(name) ? taint : undefined;
}
