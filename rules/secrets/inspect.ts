import type { Position } from './judge.ts';
import { readName } from './name.ts';
import { type Context, type Emit, judgeWhole } from './parts/context.ts';
import { lookIntoCookie, lookIntoHeader, lookIntoScheme } from './parts/header.ts';
import { lookIntoBase64, lookIntoJson } from './parts/json.ts';
import { lookIntoList, lookIntoPairs, lookIntoUserAndPassword } from './parts/pairs.ts';
import { lookIntoUrls } from './parts/url.ts';
import { lookIntoWords } from './parts/words.ts';
import { MASK, trimmed, type View } from './view.ts';

/** JSON in a header in an argument in a shell string: deeper than that, nobody writes. */
const MAX_DEPTH = 5;

/**
 * Takes a value apart as far as it has parts (JSON, URLs, headers, `key=value` lists, command lines, cookies),
 * and judges each part under the name that stands beside it.
 *
 * @param view the value, references masked
 * @param position what is known about where it stands
 */
export function inspect(view: View, name: string, position: Position, emit: Emit): void {
  look(view, { name, reading: readName(name), position, inUrl: false, depth: 0, emit, look });
}

function look(given: View, context: Context): void {
  const view = trimmed(given);
  if (isBlank(view.text)) return;
  const deeper = { ...context, depth: context.depth + 1 };
  const hasParts = deeper.depth <= MAX_DEPTH && WAYS_IN.some((lookInto) => lookInto(view, deeper));
  if (!hasParts) judgeWhole(view, context);
}

/** Ways to take a value apart, the most telling first. Each returns whether the value was one of its kind. */
const WAYS_IN: readonly ((view: View, context: Context) => boolean)[] = [
  lookIntoJson,
  lookIntoScheme,
  lookIntoUrls,
  lookIntoHeader,
  lookIntoCookie,
  lookIntoPairs,
  lookIntoUserAndPassword,
  lookIntoWords,
  lookIntoList,
  lookIntoBase64,
];

/** Nothing, or nothing but references. */
function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text[index] !== MASK) return false;
  return true;
}
