import type { Argument, Command, Option } from 'commander';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { hosts } from '../../../rules/hosts/index.ts';

/** What may follow: words of a list, or files. */
export type Values = readonly string[] | 'files' | 'anything';

export interface OptionView {
  /** `-q`, `--quiet`. */
  readonly flags: readonly string[];
  /** How its value is called; '' for none. */
  readonly value: string;
  readonly values: Values;
  readonly description: string;
}

/** A command as help, completion and the page about it show it; the one table of all is commander's. */
export interface CommandView {
  /** `baseline create`; '' for the program itself. */
  readonly path: string;
  readonly description: string;
  /** `[paths...]` */
  readonly usage: string;
  readonly options: readonly OptionView[];
  readonly values: Values;
  readonly commands: readonly CommandView[];
}

/** Words that commander does not know, by the command's path or the option's name. */
const WORDS: Readonly<Record<string, () => readonly string[]>> = {
  explain: () => policyWords.rules,
  switch: () => ['off', 'on', 'drill'],
  '--host': () => [...hosts.map(({ id }) => id), 'generic'],
  'fix --rule': () => policyWords.rules,
};

export function viewOf(command: Command, above = ''): CommandView {
  const path = command.parent ? `${above} ${command.name()}`.trim() : '';
  const args = command.registeredArguments;
  return {
    path,
    description: command.description(),
    usage: args.map(shownArgument).join(' '),
    options: command.options.filter(({ hidden }) => !hidden).map((it) => optionView(it, path)),
    values: valuesOf(
      WORDS[path],
      args.find(({ argChoices }) => argChoices)?.argChoices,
      args.length > 0,
    ),
    commands: visible(command).map((it) => viewOf(it, path)),
  };
}

/** Every command that can be given, the program's own options apart. */
export function flattened({ commands }: CommandView): readonly CommandView[] {
  return commands.flatMap((it) => (it.commands.length > 0 ? [it, ...flattened(it)] : [it]));
}

function visible(command: Command): readonly Command[] {
  const hidden = (it: Command): boolean => (it as Command & { _hidden?: boolean })._hidden === true;
  return command.commands.filter((it) => !hidden(it));
}

function optionView(option: Option, path: string): OptionView {
  const { short, long, argChoices, description, required, optional, flags } = option;
  const takes = required || optional;
  const name = long ?? short ?? '';
  const words = WORDS[`${path} ${name}`] ?? WORDS[name];
  return {
    flags: [short, long].filter((it) => it !== undefined),
    value: takes ? (/[<[]([^<>[\]]*)[>\]]/.exec(flags)?.[1] ?? '') : '',
    values: takes ? valuesOf(words, argChoices, /file|path|folder/.test(flags)) : [],
    description,
  };
}

function valuesOf(
  words: (() => readonly string[]) | undefined,
  choices: readonly string[] | undefined,
  files: boolean,
): Values {
  return words?.() ?? choices ?? (files ? 'files' : 'anything');
}

function shownArgument(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}
