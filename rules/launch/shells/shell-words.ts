import type { ShellDialect, ShellText, Word } from '../launch.ts';
import { shellText } from './shell-text.ts';

/** A shell that is given its command word by word: the first may be a string, operators may be words. */
export function joinWords(
  first: Word,
  text: ShellText | undefined,
  more: readonly Word[],
  dialect: ShellDialect,
): ShellText {
  const commands = text
    ? [...text.commands]
    : [{ joint: '' as const, nested: false, assignments: [], words: [first] }];
  const features = new Set(text?.features ?? []);
  let words: Word[] = [...(commands.findLast(({ nested }) => !nested)?.words ?? [])];
  const at = commands.findLastIndex(({ nested }) => !nested);
  const open =
    at < 0 ? { joint: '' as const, nested: false, assignments: [] } : commands.splice(at, 1)[0];
  let joint = open?.joint ?? '';
  let assignments = open?.assignments ?? [];
  const flush = (): void => {
    if (words.length > 0 || assignments.length > 0)
      commands.push({ joint, nested: false, assignments, words });
    words = [];
    assignments = [];
  };
  for (const word of more) {
    const operator = OPERATORS.get(word.value);
    if (operator === undefined) {
      words.push(word);
      continue;
    }
    flush();
    joint = dialect === 'cmd' && operator === '&' ? ';' : operator;
    features.add(joint === '|' ? 'pipe' : joint === '&' ? 'background' : 'list');
  }
  flush();
  return shellText(commands, features);
}

const OPERATORS: ReadonlyMap<string, '&&' | '||' | '|' | '&' | ';'> = new Map([
  ['&&', '&&'],
  ['||', '||'],
  ['|', '|'],
  ['&', '&'],
  [';', ';'],
]);
