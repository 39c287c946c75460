import type { TextNode } from '../../../rules/document/node.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { parseLaunch, wordsOf } from '../../../rules/launch/index.ts';
import type { Launch, PackageSpec, Word } from '../../../rules/launch/launch.ts';

/** A string as it stands in a config. */
export function text(value: string): TextNode {
  const [node] = parseJson(JSON.stringify(value)).roots;
  if (node?.kind !== 'text') throw new Error('not a string');
  return node;
}

/** `npx -y foo`: the command and its arguments, apart at blanks; `·` is a blank inside of one. */
export function stringsOf(line: string): string[] {
  return line.split(' ').map((word) => word.replaceAll('·', ' '));
}

export function launchOf(strings: readonly string[]): Launch | undefined {
  const [command = '', ...args] = strings.map(text);
  return command === '' ? undefined : parseLaunch(wordsOf(command, args));
}

/** A launch in one line, what is empty left out. */
export function describeLaunch(launch: Launch | undefined): string {
  if (!launch) return 'nothing';
  const parts: string[] = [[...launch.wrappers, launch.launcher].join(' > ')];
  if (launch.launcher === 'program') parts.push(launch.program.value);
  const add = (name: string, values: readonly string[]): void => {
    if (values.length > 0) parts.push(`${name}: ${values.join(' ')}`);
  };
  parts.push(...launch.packages.map(describePackage));
  add('entry', launch.entry ? [launch.entry.value] : []);
  add('args', launch.serverArgs.map(value));
  add(
    'vars',
    launch.assignments.map(({ name, value }) => (value ? `${name}=${value.value}` : name)),
  );
  add('secrets', launch.secretWrapper === undefined ? [] : [launch.secretWrapper]);
  add('proxy', launch.proxy === undefined ? [] : [launch.proxy]);
  add('urls', launch.remoteUrls.map(value));
  add(
    'shell',
    launch.shells.flatMap(({ simple, features }) => [
      ...(simple ? [] : ['NOT-SIMPLE']),
      ...features,
    ]),
  );
  add('inner', launch.inner ? [[...launch.inner.wrappers, launch.inner.launcher].join(' > ')] : []);
  return parts.join(' | ');
}

function describePackage({ ecosystem, name, version, pinning }: PackageSpec): string {
  return `${ecosystem} ${name}${version === '' ? '' : ` ${version}`} (${pinning})`;
}

function value(word: { readonly value: string }): string {
  return word.value;
}

/** Whether every code unit of a word is where the word says. */
export function isWhereItSays(word: Word): boolean {
  const source = word.text.value;
  if (!word.units) return source.slice(word.start, word.end) === word.value;
  const { units } = word;
  return (
    units.length === 2 * word.value.length &&
    [...word.value.split('')].every((unit, index) => {
      const start = units[2 * index] ?? -1;
      return (
        start >= word.start && (units[2 * index + 1] ?? 0) <= word.end && source[start] === unit
      );
    })
  );
}
