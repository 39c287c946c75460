import type { Config, Server } from '../../config/config.ts';
import { remoteScripts } from '../../config/remote-scripts.ts';
import { launchesOf, serverWords, spotOf } from '../../config/server-words.ts';
import { replaceInText, replaceItems } from '../../document/edit.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { listOf } from '../../fixes/remove.ts';
import { wordsOf } from '../../launch/index.ts';
import type { Launch, Shell, ShellFeature, Word } from '../../launch/launch.ts';
import { programName } from '../../launch/program.ts';
import { mainCommand, withoutBuiltins } from '../../launch/shells/commands.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  more: '{shell} runs a script here, and the server is only a part of it.',
  opaque: '{shell} runs an encoded command that nobody can read.',
  prepares: '{shell} only prepares the server; {keys} can do that without a shell.',
  needless: '{shell} starts one program here, which needs no shell.',
  code: '{program} runs code written in this file, not a package anyone has reviewed.',
  literal: '"{operator}" does nothing here: no shell reads it.',
} as const;

type Context = RuleContext<typeof messages>;

/** Flags behind which a program takes code. */
const INLINE: Readonly<Record<string, RegExp>> = {
  node: /^(?:-e|--eval|-p|-pe|--print)$/,
  bun: /^(?:-e|--eval|-p|--print)$/,
  python: /^-c$/,
  ruby: /^-e$/,
  perl: /^-[eE]$/,
  php: /^-r$/,
};
/** `from x.server import main; main()` is how a module without an entry point is started. */
const STARTS_MODULE =
  /^(?:from [\w.]+ import [\w, ]+|import [\w.]+(?: as \w+)?);(?:asyncio\.run\()?[\w.]+\([\w=., '"]*\)+;?$/;

function startsModule(code: string): boolean {
  const tight = code.split(';').map((part) => part.trim());
  return STARTS_MODULE.test(tight.join(';'));
}

/** Commands and features of a string that only gets things ready. */
const PREPARATIONS = new Set(
  '. : [ cd chcp echo exec exit export pushd rem set setlocal source test title true ulimit umask unset nvm fnm'.split(
    ' ',
  ),
);
const HARMLESS: ReadonlySet<ShellFeature> = new Set<ShellFeature>([
  'list',
  'redirection',
  'assignment',
  'expansion',
  'glob',
  'comment',
  'substitution',
]);
/** What people substitute for good reasons: a secret from its manager, a path. */
const LOOK_UPS = new Set(
  'op security secret-tool gcloud aws az vault pass gopass bw bws rbw doppler infisical chamber keyring git pwd which dirname realpath npm brew cat get-secret'.split(
    ' ',
  ),
);
const HARMLESS_ALONE: ReadonlySet<ShellFeature> = new Set<ShellFeature>([
  'assignment',
  'expansion',
  'glob',
  'comment',
]);

export const shellWrapper = defineRule({
  meta: {
    id: 'shell-wrapper',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a shell string that does more than start one program, and code on the command line',
    why: 'What runs is then a script that no review, lock file or advisory covers, and a reference in it is parsed as code.',
    standards: {
      cwe: [78, 77, 94],
      owaspMcp: ['MCP05'],
      owaspLlm: ['LLM05'],
      cosai: ['MCP-T3'],
    },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      // That is worse, and says it all.
      if (remoteScripts(server).length > 0) continue;
      const launches = launchesOf(server);
      if (launches.some((launch) => judgeShells(context, server, launch))) continue;
      for (const launch of launches) judgeCode(context, server, launch);
      if (launches.every(({ shells }) => shells.length === 0)) judgeOperators(context, server);
    }
  },
});

/** The outermost shell that is worth a word; one is enough. */
function judgeShells({ config, report }: Context, server: Server, { shells }: Launch): boolean {
  for (const shell of shells) {
    const features = shell.features.filter((it) => !HARMLESS_ALONE.has(it));
    const word = shell.script ?? shell.commands[0]?.words[0];
    const data = { shell: shell.id };
    if (shell.features.includes('opaque')) {
      const first = server.command && wordsOf(server.command, [])[0];
      if (first) report({ message: 'opaque', data, ...spotOf(server, first) });
      return true;
    }
    if (!word) continue;
    const spot = spotOf(server, word);
    if (features.length === 0) {
      const fixes = unwrapFix(config, server, shell);
      if (fixes.length === 0) continue;
      report({ message: 'needless', data, ...spot, severity: 'hint', fixes });
    } else if (isPreparation(shell)) {
      const keys = keysInstead(config);
      if (keys === '') return true;
      report({
        message: 'prepares',
        data: { ...data, keys },
        ...spot,
        severity: 'information',
        confidence: 'medium',
      });
    } else report({ message: 'more', data, ...spot });
    return true;
  }
  return false;
}

/** The keys of this host that do what a shell is used for; '' where it has none for a folder (anthropics/claude-code#17565). */
function keysInstead({ host: { fields, reads } }: Config): string {
  const knows = (key: string): boolean => reads === undefined || Object.hasOwn(reads, key);
  const keys = [...fields.cwd, ...fields.env, ...fields.envFile].filter(knows);
  if (!fields.cwd.some(knows)) return '';
  const last = keys.pop() ?? '';
  return keys.length > 0 ? `${keys.join(', ')} and ${last}` : last;
}

function isPreparation({ features, commands, dialect }: Shell): boolean {
  if (!features.every((it) => HARMLESS.has(it))) return false;
  const main = mainCommand(commands);
  return commands.every((command) => {
    const [first] = withoutBuiltins(command.words, dialect);
    if (command === main || !first) return true;
    return (command.nested ? LOOK_UPS : PREPARATIONS).has(programName(first));
  });
}

function judgeCode({ report }: Context, server: Server, launch: Launch): void {
  const program = launch.entry ?? launch.program;
  const name = programName(program);
  const flag = Object.hasOwn(INLINE, name) ? INLINE[name] : undefined;
  const at = flag ? launch.serverArgs.findIndex(({ value }) => flag.test(value)) : -1;
  // Behind the script's file flags are the script's.
  const earlier = launch.serverArgs.slice(0, at).every(({ value }) => value.startsWith('-'));
  const code = launch.serverArgs[at + 1];
  if (at < 0 || !earlier || !code || startsModule(code.value)) return;
  report({ message: 'code', data: { program: name }, ...spotOf(server, code) });
}

/** `npm i && npm start` as arguments of npm. */
function judgeOperators({ report }: Context, server: Server): void {
  const all = serverWords(server);
  for (const [index, word] of all.entries()) {
    if (!/^(?:&&|\|\||\||;|>|>>|2>&1|2>\/dev\/null)$/.test(word.value)) continue;
    if (index === 0 || all[index - 1]?.value.startsWith('-')) continue;
    report({
      message: 'literal',
      data: { operator: word.value },
      ...spotOf(server, word),
      confidence: 'medium',
    });
    return;
  }
}

/** `sh -c 'npx -y x'` is `npx -y x`: only without a login, and where the string is all there is. */
function unwrapFix({ document }: Config, server: Server, shell: Shell): readonly FixDraft[] {
  const { command, args } = server;
  const [flag, script] = args.slice(-2);
  if (!command || shell.dialect !== 'posix' || shell.features.length > 0) return [];
  if (flag?.value !== '-c' || !script) return [];
  // `env bash -c …`: what stands in front of the shell stays.
  const before = args.slice(0, Math.max(args.length - 3, 0)).map(({ value }) => value);
  const called = args.length > 2 ? args.at(-3) : command;
  if (!called || shell.script?.text !== script || programName(wordOfAll(called)) !== shell.id)
    return [];
  const list = listOf(server, script);
  const words = withoutBuiltins(shell.commands[0]?.words ?? [], shell.dialect);
  const [program, ...rest] = words.map(({ value }) => value);
  if (!list || program === undefined) return [];
  // In opencode's one list the first item is the command.
  const together = listOf(server, command) === list;
  if (list.items.length !== args.length + (together ? 1 : 0)) return [];
  if (called !== command)
    return [
      unwrap(
        document,
        list,
        [...(together ? [command.value] : []), ...before, program, ...rest],
        program,
      ),
    ];
  return [
    {
      id: 'unwrap',
      title: sentence`Start ${safe.name(program)} itself`,
      kind: 'review',
      preferred: true,
      edits: () =>
        together
          ? replaceItems(document, list, [program, ...rest])
          : [
              replaceInText(command, 0, command.value.length, program),
              ...replaceItems(document, list, rest),
            ],
    },
  ];
}

function unwrap(
  document: Config['document'],
  list: NonNullable<ReturnType<typeof listOf>>,
  items: readonly string[],
  program: string,
): FixDraft {
  return {
    id: 'unwrap',
    title: sentence`Start ${safe.name(program)} itself`,
    kind: 'review',
    preferred: true,
    edits: () => replaceItems(document, list, items),
  };
}

function wordOfAll(text: Word['text']): Word {
  return { value: text.value, text, start: 0, end: text.value.length };
}
