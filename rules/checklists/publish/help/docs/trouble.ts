import { pathOf } from '../../../../source/expressions.ts';
import type { Helper } from '../help.ts';
import type { Known } from '../known.ts';
import { section, table } from '../section.ts';

const MOST = 15;

/** P32: the errors that its code makes, with room for what each means. */
export const errorsTable: Helper = (known) => {
  const own = messagesIn(known).map((text) => [
    `\`${text.replaceAll('`', "'")}\``,
    'say when it happens',
    'say what helps',
  ]);
  const rows = own.length >= 2 ? own : [...own, ...usualErrors(known)];
  return {
    id: 'errors-table',
    title: 'Write a list of the errors',
    kind: 'draft',
    edits: section(
      known,
      'Errors',
      /^(?:errors?|error (?:codes?|reference|messages))$/i,
      table(['Error', 'When', 'What helps'], rows),
    ),
    next: [],
  };
};

function usualErrors({ settings, services }: Known): string[][] {
  const [secret] = settings.filter((it) => it.secret);
  const [service = 'the service'] = services;
  return [
    [
      '`Invalid arguments for tool`',
      'an argument is missing or has another type',
      'look at the table of arguments',
    ],
    ...(secret
      ? [
          [
            `\`${secret.name} is not set\``,
            'the setting is missing',
            'set it where the host starts the server',
          ],
          ['`401 Unauthorized`', `${service} does not take the credential`, 'make a new one'],
        ]
      : [
          [
            '`Tool not found`',
            'the name is another one, or the server is older',
            'list the tools again',
          ],
        ]),
  ];
}

/** Texts of errors that its code throws or raises, without gaps. */
function messagesIn({ project, signals }: Known): readonly string[] {
  const found = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= 8 && value.length <= 120 && /\s/.test(value))
      found.add(value.replace(/\s+/g, ' ').trim());
  };
  for (const module of signals.code.modules)
    for (const scope of [module.top, ...module.functions])
      for (const event of scope.events)
        if (event.kind === 'throw' && event.value?.kind === 'call') {
          const [first] = event.value.args;
          if (first?.value.kind === 'text') take(first.value.value);
        }
  for (const { call, name } of project.code.calls) {
    const path = pathOf(call.callee) ?? name;
    if (!/^(?:errors\.New|fmt\.Errorf|mcp\.NewToolResultError)$/.test(path)) continue;
    const [first] = call.args;
    if (first?.value.kind === 'text' && !first.value.value.includes('%')) take(first.value.value);
  }
  return [...found].slice(0, MOST);
}

/** P38, P39: what goes wrong, and what helps. */
export const troubleshooting: Helper = (known) => ({
  id: 'troubleshooting',
  title: 'Write a section for when it does not work',
  kind: 'draft',
  edits: section(
    known,
    'Troubleshooting',
    /troubleshoot|common (?:issues|problems|errors)|known (?:issues|problems)/i,
    troubles(known),
  ),
  next: [],
});

function troubles({ launch, settings, name }: Known): string {
  const [secret] = settings.filter((it) => it.required && it.secret);
  const command = launch?.command ?? name;
  const start = launch ? [launch.command, ...launch.args].join(' ') : name;
  const points = [
    `**The host says "spawn ${command} ENOENT"**: it does not find the command. Write its whole path (\`which ${command}\`), and restart the host.`,
    ...(secret
      ? [
          `**"${secret.name}" is missing or refused**: set it where the host starts the server; a shell's own variables do not reach it.`,
        ]
      : []),
    '**The server is shown, and has no tools**: it failed to start. Look into the log of the host: Claude Desktop keeps it in `~/Library/Logs/Claude` (macOS) and `%APPDATA%\\Claude\\logs` (Windows), VS Code under "MCP: List Servers".',
    '**A call is cancelled with "timed out"**: ask for less at once, or raise the limit of the host.',
  ];
  const inspector = `To see what it answers without a host:\n\n\`\`\`sh\nnpx @modelcontextprotocol/inspector ${start}\n\`\`\``;
  return `${points.map((it) => `- ${it}`).join('\n')}\n\n${inspector}`;
}
