import type { Server } from '../../config/config.ts';
import { launchesOf, spotOf } from '../../config/server-words.ts';
import { insertItems, replaceInText } from '../../document/edit.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { listOf, removeWordsFix } from '../../fixes/remove.ts';
import type { Flag, Launch } from '../../launch/launch.ts';
import { type SafeText, safe, sentence } from '../../secrets/safe.ts';

const messages = {
  input: 'Without -i the container gets no input, so the server ends or hangs.',
  detached: '{flag} runs the container in the background: its input and output are lost.',
  terminal: '{flag} asks for a terminal: {program} ends at once, or garbles what the server says.',
  nothing: '{flag} has no value: it takes "{value}" for the name of a variable.',
  variable: '{name} never reaches the container: {program} needs -e {name}.',
} as const;

type Context = RuleContext<typeof messages>;

/** Variables that the client of the engine reads for itself. */
const CLIENTS =
  /^(?:DOCKER_|COMPOSE_|BUILDKIT_|CONTAINER_|CONTAINERS_|XDG_|MSYS|PATH$|HOME$|USER$|USERPROFILE$|APPDATA$|LOCALAPPDATA$|SYSTEMROOT$|PROGRAM|TMP$|TEMP$|TMPDIR$|SSH_AUTH_SOCK$|HTTPS?_PROXY$|NO_PROXY$|LANG$|TERM$)/i;

export const containerStdio = defineRule({
  meta: {
    id: 'container-stdio',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.2.0',
    doneWith: 'server',
    disabledServers: false,
    finds: 'a container that the host cannot talk to, or that does not get its variables',
    why: 'The host writes to the input of what it starts; without one the server ends at once, and nothing says why.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    if (context.config.host.manifest) return;
    for (const server of context.config.servers) {
      if (!server.command || !server.read) continue;
      for (const launch of launchesOf(server)) {
        // In a script with more in it, the container may be a step on the way.
        if (launch.shells.some(({ commands }) => commands.length > 1)) continue;
        if (launch.launcher === 'docker') checkRun(context, server, launch);
        if (launch.launcher === 'docker-exec') checkInput(context, server, launch);
      }
    }
  },
});

function checkRun(context: Context, server: Server, launch: Launch): void {
  const { config, report } = context;
  const detached = launch.flags.find(({ name, value }) => name === '--detach' && isOn(value));
  if (detached) {
    const fixes = removeFlag(
      context,
      server,
      detached,
      sentence`Remove ${safe.name(detached.word.value)}`,
    );
    const data = { flag: detached.word.value };
    report({ message: 'detached', data, ...spotOf(server, detached.word), fixes });
  } else checkInput(context, server, launch);
  let eaten = false;
  for (const flag of launch.flags) {
    if (flag.name !== '--env' || isVariable(flag.value?.value)) continue;
    eaten = true;
    report({
      message: 'nothing',
      data: { flag: flag.word.value, value: safe.name(flag.value?.value ?? '', 40) },
      ...spotOf(server, flag.word),
      fixes: removeWordsFix(
        config,
        server,
        [flag.word],
        sentence`Remove ${safe.name(flag.word.value)}`,
      ),
    });
  }
  if (!eaten) checkVariables(context, server, launch);
}

function isOn(value: Flag['value']): boolean {
  return value === undefined || value.value !== 'false';
}

/** `NAME`, `NAME=value`, `PREFIX*`; a reference may be anything. */
function isVariable(value: string | undefined): boolean {
  if (value === undefined || value === '') return false;
  return /[${%]/.test(value.slice(0, 200)) || /^[A-Za-z_][\w.-]{0,200}(?:=|\*?$)/.test(value);
}

function checkInput({ config, report }: Context, server: Server, launch: Launch): void {
  const attached = launch.flags.some(
    ({ name, value }) =>
      (name === '--interactive' && isOn(value)) ||
      (name === '--attach' && value?.value.toLowerCase() === 'stdin'),
  );
  const { program } = launch;
  if (attached) {
    checkTerminal({ config, report }, server, launch);
    return;
  }
  const verb = launch.launcher === 'docker-exec' ? 'exec' : 'run';
  // `-i` goes right behind the word that says what to do.
  const index = server.args.findIndex(({ value }) => value === verb);
  const next = server.args[index + 1];
  const list = index >= 0 && next ? listOf(server, next) : undefined;
  const fix: readonly FixDraft[] =
    list && next
      ? [
          {
            id: 'add',
            title: sentence`Add -i`,
            kind: 'review',
            preferred: true,
            edits: () => [insertItems(config.document, next, ['-i'], list)],
          },
        ]
      : [];
  report({ message: 'input', data: {}, ...spotOf(server, program), fixes: fix });
}

/** "the input device is not a TTY" (docker/cli, streams/in.go); podman warns and goes on, with an echo of its input. */
function checkTerminal(
  { config, report }: Pick<Context, 'config' | 'report'>,
  server: Server,
  { flags, program }: Launch,
): void {
  const tty = flags.find(({ name, value }) => name === '--tty' && isOn(value));
  if (!tty) return;
  const { word } = tty;
  const isCluster = /^-[a-zA-Z]{2,}$/.test(word.value);
  const title = sentence`Remove ${safe.name(isCluster ? '-t' : word.value)}`;
  const fixes: readonly FixDraft[] = isCluster
    ? [
        {
          id: 'remove',
          title,
          kind: 'review',
          preferred: true,
          edits: () => [
            replaceInText(word.text, word.start, word.end, word.value.replaceAll('t', '')),
          ],
        },
      ]
    : removeWordsFix(config, server, [word], title);
  const data = { flag: word.value, program: program.value };
  report({ message: 'terminal', data, ...spotOf(server, word), fixes });
}

function checkVariables({ config, report }: Context, server: Server, launch: Launch): void {
  const { flags } = launch;
  if (flags.some(({ name }) => name === '--env-file' || name === '--env-host')) return;
  const passed = flags.flatMap(({ name, value }) =>
    name === '--env' && value ? [value.value.split('=', 1)[0] ?? ''] : [],
  );
  const image = launch.server?.word;
  const list = image && listOf(server, image.text);
  for (const { key, value, pointer } of server.env) {
    const name = key.value;
    if (value?.kind !== 'text' || CLIENTS.test(name) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    if (passed.some((it) => it === name || (it.endsWith('*') && name.startsWith(it.slice(0, -1)))))
      continue;
    // Somebody has a use for it on the command line.
    if (server.args.some((arg) => arg.value.includes(name))) continue;
    const fixes: readonly FixDraft[] =
      list && image && image.start === 0
        ? [
            {
              id: 'pass-on',
              title: sentence`Pass it on: -e ${safe.name(name)}`,
              kind: 'review',
              preferred: true,
              edits: () => [insertItems(config.document, image.text, ['-e', name], list)],
            },
          ]
        : [];
    const data = { name, program: launch.program.value };
    report({ message: 'variable', data, span: key.spanOf(), pointer, server, fixes });
  }
}

function removeFlag(
  { config }: Context,
  server: Server,
  { word, value }: Flag,
  title: SafeText,
): readonly FixDraft[] {
  // `-dit`: other flags stand in the same word.
  if (!word.value.startsWith('--') && word.value.length > 2) return [];
  const words = value && value.word !== word ? [word, value.word] : [word];
  return removeWordsFix(config, server, words, title);
}
