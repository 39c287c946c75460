import type { Flow } from '../../project/flows/flow.ts';
import type { ServerProject } from '../../project/project.ts';
import { type Call, type Expression, lastName } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';
import { type Here, hereOf, written } from './here.ts';
import { broughtIn, withoutImport } from './imports.ts';
import { around, piecesOf, quoted } from './pieces.ts';

/** A program with a list of what it is given, in place of a line for a shell. */
export function listed(project: ServerProject, flow: Flow): readonly TextEdit[] | undefined {
  const here = hereOf(project, flow);
  const pieces = flow.argument.kind === 'id' ? undefined : piecesOf(here, flow.argument);
  const words = pieces && wordsOf(here, pieces);
  if (!words || words.length < 2) return undefined;
  if (here.module.language === 'python') return python(here, flow.call, words);
  return here.module.language === 'go' ? go(here, flow, words) : script(here, flow, words);
}

/** What a shell does something with. */
const SHELL = /[|&;<>()$`\\*?~#{}!\n[\]"']/;

/** The words of a line, as the language writes them; undefined where a shell does more than to split it. */
function wordsOf(
  here: Here,
  pieces: readonly (string | Expression)[],
): readonly string[] | undefined {
  const { language } = here.module;
  const words: string[] = [];
  let open: { before: string; value: string } | undefined;
  let text = '';
  const close = (after: string): void => {
    if (open) words.push(around(open.before, open.value, after, language));
    else if (after !== '') words.push(quoted(after, language));
    open = undefined;
  };
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      // Two values in one word are seldom meant.
      if (open) return undefined;
      open = { before: text.replace(/^["']|["']$/g, ''), value: written(here, piece) };
      text = '';
      continue;
    }
    const given = open ? piece.replace(/^["']/, '') : piece;
    const bare = given.replace(/["']$/, '');
    if (SHELL.test(bare)) return undefined;
    const parts = bare.split(/\s+/);
    for (const [index, part] of parts.entries()) {
      if (index < parts.length - 1) close(part);
      else text = part;
    }
  }
  close(text);
  return /^["'][\w./-]+["']$/.test(words[0] ?? '') ? guarded(words, language) : undefined;
}

/** Programs whose options do harm get a mark where options end. */
function guarded(words: readonly string[], language: string): readonly string[] {
  const program = words[0]?.slice(1, -1) ?? '';
  const end =
    program === 'git'
      ? '--end-of-options'
      : /^(?:curl|tar|find|rsync|ssh)$/.test(program)
        ? '--'
        : '';
  const at = words.findIndex((word, index) => index > 0 && !/^["']/.test(word));
  if (end === '' || at < 0) return words;
  return [...words.slice(0, at), quoted(end, language), ...words.slice(at)];
}

function python(here: Here, call: Call, words: readonly string[]): readonly TextEdit[] | undefined {
  const first = call.args[0]?.value;
  const shell = call.args.find(({ name }) => name === 'shell')?.value;
  const list = `[${words.join(', ')}]`;
  if (!first) return undefined;
  const { start, end } = first;
  if (shell) {
    const before = /,\s*shell\s*=\s*$/.exec(here.text.slice(0, shell.start));
    if (!before) return undefined;
    return [
      { span: { start, end }, newText: list },
      { span: { start: before.index, end: shell.end }, newText: '' },
    ];
  }
  const os = written(here, call.callee);
  const module = os === 'os.system' ? broughtIn(here, 'subprocess', 'subprocess') : undefined;
  if (!module) return undefined;
  return [
    ...module.edits,
    {
      span: { start: call.start, end: call.end },
      newText: `${module.local}.run(${list}).returncode`,
    },
  ];
}

/** `exec.Command("sh", "-c", line)`. */
function go(
  here: Here,
  { call, argument }: Flow,
  words: readonly string[],
): readonly TextEdit[] | undefined {
  const place = lastName(call.callee) === 'CommandContext' ? 1 : 0;
  const program = call.args[place]?.value;
  const last = call.args.at(-1)?.value;
  if (program?.kind !== 'text' || last !== argument || call.args.length !== place + 3)
    return undefined;
  const sprintf = argument.kind === 'call' && lastName(argument.callee) === 'Sprintf';
  return [
    ...(sprintf ? withoutImport(here, 'fmt', 1) : []),
    { span: { start: program.start, end: argument.end }, newText: words.join(', ') },
  ];
}

const NAMES: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };

function script(
  here: Here,
  { call, argument }: Flow,
  words: readonly string[],
): readonly TextEdit[] | undefined {
  const [program = '', ...rest] = words;
  if (call.args[0]?.value !== argument) return undefined;
  const { start, end } = argument;
  const edit: TextEdit = { span: { start, end }, newText: `${program}, [${rest.join(', ')}]` };
  const { callee } = call;
  const name = lastName(callee);
  const to = NAMES[name];
  if (callee.kind === 'member')
    return to ? [edit, { span: callee.nameAt, newText: to }] : undefined;
  if (callee.kind !== 'id') return undefined;
  const { text, module } = here;
  const uses = (word: string): number => text.split(new RegExp(`\\b${word}\\b`)).length - 1;
  // The function itself, or what `promisify` makes of it: whoever else uses it wants it to stay.
  const imported = module.imports.find(
    (it) => NAMES[it.name] && /^(?:node:)?child_process$/.test(it.from),
  );
  const renamed = imported && NAMES[imported.name];
  if (!imported || !renamed || imported.local !== imported.name) return undefined;
  const promised = callee.name !== imported.local;
  if (promised && uses(callee.name) !== 2) return undefined;
  if (uses(imported.local) !== 2) return undefined;
  return [
    edit,
    ...eachUse(text, imported.local).map((at) => ({
      span: { start: at, end: at + imported.local.length },
      newText: renamed,
    })),
  ];
}

function eachUse(text: string, word: string): readonly number[] {
  return [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => index);
}
