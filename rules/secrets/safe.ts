import { CleanTextCache, memoize, ownCopy } from '../text/memory.ts';
import type { SafeText } from '../text/safe-text.ts';
import { withoutInvisible } from './invisible.ts';
import { redact, redactIn } from './redact.ts';

export type { SafeText };

const LONGEST = 100;
/** Nobody reads further, and cleaning costs time. */
const READ = 8;

/** Names and packages come again with every finding and every key. */
const harmless = new CleanTextCache(10_000, 2 * LONGEST);

/** None of them holds on to the file it comes from: they are kept beyond it, for ten thousand files. */
export const safe = {
  /** A name from a file: of a server, a package, a variable, an address. Not longer than anybody reads. */
  name(text: string, longest: number = LONGEST): SafeText {
    const known = text.length <= longest ? harmless.get(text) : undefined;
    if (known !== undefined) return known as SafeText;
    const read = oneLine(text.slice(0, longest * READ));
    const shown = read === text ? harmless.add(text) : ownCopy(read);
    return (shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown) as SafeText;
  },

  /** A text that may hold pieces of a file or of another program's output, as a whole. */
  text(text: string): SafeText {
    const known = harmless.get(text);
    if (known !== undefined) return known as SafeText;
    const shown = oneLine(text);
    return (shown === text ? harmless.add(text) : ownCopy(shown)) as SafeText;
  },

  /** The same where each line stays one. */
  lines(text: string): string {
    return text
      .split('\n')
      .map((line) => oneLine(line))
      .join('\n');
  },

  /** A credential, so that its owner knows which: see `redact`. */
  tail(credential: string): SafeText {
    return oneLine(redact(withoutInvisible(credential))) as SafeText;
  },

  join(texts: readonly SafeText[], between: '' | ' ' | ', ' | ' · '): SafeText {
    return inert(texts.join(between)) as SafeText;
  },
} as const;

/** A sentence of ours, with pieces that are safe each: they are not looked at again. */
export function sentence(
  words: TemplateStringsArray,
  ...pieces: readonly (SafeText | number)[]
): SafeText {
  let text = words[0] ?? '';
  for (let index = 0; index < pieces.length; index += 1)
    text += `${pieces[index]}${words[index + 1] ?? ''}`;
  return inert(text) as SafeText;
}

/**
 * A message of a rule, its placeholders filled with names from a file.
 *
 * @param template written by us
 */
export function fill(template: string, data: Readonly<Record<string, string>>): SafeText {
  const pieces = piecesOf(template);
  let text = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index += 2)
    text += safe.name(data[pieces[index] ?? ''] ?? '') + (pieces[index + 1] ?? '');
  return inert(text) as SafeText;
}

/** What stands between the placeholders of a message and, at every second place, their names: messages are few. */
const piecesOf = memoize((template) => template.split(/\{(\w+)\}/), 1000);

/** What splits a credential is taken out before anything is looked for. */
function oneLine(text: string): string {
  return inert(redactIn(withoutInvisible(text).replace(/[\t\n\r]+/g, ' ')));
}

/**
 * Takes away what makes text more than text: `[words](command:…)` is a link that runs a command in VS Code's
 * notifications and in messages of SARIF (3.11.6); a line that starts with `::`, or holds `##[…]` or `##vso[…]`, is an
 * order to the runners of GitHub and Azure (actions/runner, ActionCommand.cs; Azure Pipelines, logging commands).
 */
function inert(text: string): string {
  if (!/\]\(|##|::/.test(text)) return text;
  return text
    .replaceAll('](', '] (')
    .replace(/##(?=[\w-]*\[)/g, '# #')
    .replace(/^(\s*):(?=:)/, '$1: ');
}
