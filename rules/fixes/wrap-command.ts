import type { Config, Server } from '../config/config.ts';
import {
  appendProperty,
  insertItems,
  replaceInText,
  replaceItems,
  replaceValue,
} from '../document/edit.ts';
import { property } from '../document/node.ts';
import type { TextEdit } from '../text/span.ts';

/**
 * Puts words in front of a server's command.
 *
 * @param words the program first
 * @param asText the command follows as one text, for a shell
 * @returns undefined where the command is not written as a program and a list
 */
export function wrapCommand(
  { document, host }: Config,
  { node, command, args: texts }: Server,
  words: readonly string[],
  asText = false,
): (() => readonly TextEdit[]) | undefined {
  const [key = 'command'] = host.fields.command;
  const [argsKey = 'args'] = host.fields.args;
  if (!command || property(node, key)?.value !== command) return undefined;
  const args = property(node, argsKey)?.value;
  if (args && args.kind !== 'array') return undefined;
  const [program = '', ...before] = words;
  const start = replaceInText(command, 0, command.value.length, program);
  if (asText) {
    const inner = [command.value, ...texts.map(({ value }) => value)];
    // What a shell would read another way is left to a person.
    if (args?.items.length !== texts.length && args) return undefined;
    if (!inner.every((word) => /^[\w@%+=:,./-]+$/.test(word))) return undefined;
    const all = [...before, inner.join(' ')];
    return () => [
      start,
      ...(args?.items.length
        ? replaceItems(document, args, all)
        : [
            args ? replaceValue(document, args, all) : appendProperty(document, node, argsKey, all),
          ]),
    ];
  }
  // A program with its arguments in one text is no program to put behind another one.
  if (/\s/.test(command.value) && !/[\\/]/.test(command.value)) return undefined;
  return () => {
    const all = [...before, command.value];
    const first = args?.items[0];
    const moved = first
      ? insertItems(document, first, all, args)
      : args
        ? replaceValue(document, args, all)
        : appendProperty(document, node, argsKey, all);
    return [start, moved];
  };
}
