import type { Server } from '../../config/config.ts';
import { isContainer, launchesOf, spotOf, variablesOf } from '../../config/server-words.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Launch, Word } from '../../launch/launch.ts';
import { programName } from '../../launch/program.ts';

/** Variables that put somebody's code into whatever starts, by the manual of each loader and language. */
const ALWAYS: ReadonlySet<string> = new Set([
  // man 8 ld.so, man 1 dyld
  'LD_PRELOAD',
  'LD_AUDIT',
  'DYLD_INSERT_LIBRARIES',
  // man 1 bash
  'BASH_ENV',
  'PERL5OPT',
  'RUBYOPT',
  'PYTHONSTARTUP',
  'GIT_SSH_COMMAND',
  'GIT_PROXY_COMMAND',
]);

/** Variables that do so with some values only. */
const SOMETIMES: Readonly<Record<string, RegExp>> = {
  // https://nodejs.org/api/cli.html#node_optionsoptions
  NODE_OPTIONS:
    /(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)(?:[\s=]|$)|--inspect(?:-brk)?=(?!(?:127\.|localhost)|\d+(?:\s|$))/,
  BUN_OPTIONS: /(?:^|\s)(?:--preload|-r|--require|--import)(?:[\s=]|$)/,
  JAVA_TOOL_OPTIONS: /-(?:javaagent|agentlib|agentpath|Xbootclasspath)/,
  _JAVA_OPTIONS: /-(?:javaagent|agentlib|agentpath|Xbootclasspath)/,
  DOTNET_STARTUP_HOOKS: /./,
};

/** Where code is looked for: fine in a project's own folder, not where anybody can put a file. */
const PATHS: ReadonlySet<string> = new Set([
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'PYTHONPATH',
  'PYTHONHOME',
  'NODE_PATH',
  'RUBYLIB',
  'PERL5LIB',
  'CLASSPATH',
]);
const WRITABLE =
  /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\/private\/tmp|\/Users\/Shared|C:\\(?:Temp|Windows\\Temp|Users\\Public)|%TEMP%|%TMP%|\$TMPDIR|\$\{TMPDIR\})(?:[\\/]|$)/i;

const messages = {
  loads: '{name} loads other code into the server than its command names.',
  program: 'Every user of this machine can replace {path}.',
  writable: '{name} loads code from {path}, where every user of this machine can write.',
} as const;

export const injectedEnvironment = defineRule({
  meta: {
    id: 'injected-environment',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: false,
    finds:
      'variables such as `LD_PRELOAD` that change what code a server runs, and programs in folders that are everybody’s',
    why: 'The command looks harmless and pinned while something else is loaded into it first.',
    standards: { cwe: [426, 427, 15], owaspMcp: ['MCP05'], owaspLlm: [], cosai: ['MCP-T6'] },
  },
  messages,
  check({ config, report }) {
    for (const server of config.servers) {
      for (const launch of launchesOf(server)) {
        if (!isContainer(launch)) judgePrograms(report, server, launch);
      }
      for (const { name, value, span, pointer } of variablesOf(server)) {
        if (value === '') continue;
        const pattern = Object.hasOwn(SOMETIMES, name) ? SOMETIMES[name] : undefined;
        if (ALWAYS.has(name) || pattern?.test(value)) {
          report({ message: 'loads', data: { name }, span, pointer, server });
          continue;
        }
        const path = PATHS.has(name)
          ? value.split(/:(?![\\/])|;/).find((it) => WRITABLE.test(it))
          : undefined;
        if (path !== undefined)
          report({ message: 'writable', data: { name, path }, span, pointer, server });
      }
    }
  },
});

/** Programs whose first word without a dash is the script they run. */
const INTERPRETERS: ReadonlySet<string> = new Set(
  'node deno bun python ruby perl php bash sh zsh pwsh powershell'.split(' '),
);

/** The programs and scripts that a command line starts from a path of this machine. */
function judgePrograms(
  report: RuleContext<typeof messages>['report'],
  server: Server,
  { program, entry, serverArgs }: Launch,
): void {
  const judge = (word: Word | undefined): void => {
    const path = word && pathIn(word.value);
    if (path) report({ message: 'program', data: { path }, ...spotOf(server, word) });
  };
  judge(program);
  judge(entry);
  if (serverArgs.length > 0 && INTERPRETERS.has(programName(program)))
    judge(serverArgs.find(({ value }) => !value.startsWith('-')));
}

/** A path in a folder that is everybody's and is emptied now and then, so that anybody can make it again; a socket or a link there may be looked up by the server, a program is run. */
function pathIn(path: string): string | undefined {
  return WRITABLE.test(path) && !path.startsWith('/Users/Shared') && /[\\/]./.test(path.slice(4))
    ? path
    : undefined;
}
