import type { Config, Server } from '../../config/config.ts';
import { appendProperty, insertItems, replaceValue } from '../../document/edit.ts';
import { type ObjectNode, type Property, property } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Fix } from '../../findings/finding.ts';
import { type Host, isPlainList } from '../../hosts/host.ts';
import { splitShell, wordsOf } from '../../launch/index.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

const messages = {
  nothing: '"{server}" has neither a command nor a URL, so there is nothing to start or to reach.',
  empty: 'The command is empty, so there is nothing to start.',
  commandLine:
    'A whole command line in "command": it is started as one program name and not found.',
  argsText: '"args" is one text; hosts expect a list with one argument per entry.',
  type: '"{field}" has to be {expected}.',
  transport: '"{value}" is no transport that {host} knows; it knows {known}.',
} as const;

export const invalidServer = defineRule({
  meta: {
    id: 'invalid-server',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'an entry that its host cannot start or reach',
    why: 'The server is missing, or with some hosts every server of the file, and the reason is hard to find.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    // A manifest describes a server to be installed; what it starts is put together later.
    if (context.config.host.manifest) return;
    for (const server of context.config.servers) {
      if (!server.read) continue;
      checkTarget(context, server);
      checkFields(context, server);
      checkTransport(context, server);
    }
  },
});

type Context = RuleContext<typeof messages>;

function checkTarget({ config, report }: Context, server: Server): void {
  const { command, urls, node, nameNode, pointer } = server;
  if (command && command.value.trim() === '' && urls.every(({ text }) => text.value === '')) {
    report({
      message: 'empty',
      data: {},
      span: command.span,
      pointer: `${pointer}/command`,
      server,
    });
  } else if (command && wordsOf(command, []).length > 1) {
    const fixes = splitFix(config, server);
    report({
      message: 'commandLine',
      data: {},
      span: command.spanOf(),
      pointer: `${pointer}/command`,
      server,
      fixes,
    });
  } else if (!command && urls.length === 0 && !mentionsTarget(config, server)) {
    const span = nameNode?.spanOf() ?? { start: node.span.start, end: node.span.start + 1 };
    report({ message: 'nothing', data: { server: server.name }, span, pointer, server });
  }
}

/** A field that is there but has the wrong type has a finding of its own, or is still being typed. */
function mentionsTarget({ host, document }: Config, { node }: Server): boolean {
  const { fields } = host;
  if (document.problems.length > 0) return true;
  if (isComplete(host, node)) return true;
  // Entries that only switch a server of another file on or off hold neither.
  if (host.off && property(node, host.off.key)) return true;
  return [...fields.command, ...fields.url].some((field) => property(node, field) !== undefined);
}

/** What is set up elsewhere: an extension brings the server along, a registry says where it is. */
function isComplete({ targetless }: Host, node: ObjectNode): boolean {
  if (targetless === 'any') return true;
  return (targetless ?? []).some(({ key, value }) => {
    const found = property(node, key)?.value;
    return found?.kind === 'text' ? value === undefined || found.value === value : found && !value;
  });
}

function checkFields({ config, facts, report }: Context, server: Server): void {
  const { fields } = config.host;
  // There the editor has a schema, which says the same.
  const said = facts.syntaxReported === true && isPlainList(config.host);
  for (const found of server.node.properties) {
    const { key, value } = found;
    if (!value) continue;
    const pointer = `${server.pointer}/${key.value}`;
    const wrong = (expected: string): void => {
      const data = { field: key.value, expected };
      if (!said) report({ message: 'type', data, span: value.span, pointer, server });
    };
    // An array and an object with a path are other hosts' forms: where one was read, there is a command.
    if (fields.command.includes(key.value) && value.kind !== 'text' && !server.command)
      wrong('a text');
    else if (fields.url.includes(key.value) && value.kind !== 'text') wrong('a text');
    else if (fields.args.includes(key.value) && value.kind === 'text')
      reportArgsText(config, server, found, report);
    else if (fields.args.includes(key.value) && value.kind !== 'array') wrong('a list of texts');
    else if ([...fields.env, ...fields.headers].includes(key.value) && value.kind !== 'object')
      wrong('an object');
  }
}

function reportArgsText(
  config: Config,
  server: Server,
  { key, value }: Property,
  report: Context['report'],
): void {
  if (value?.kind !== 'text') return;
  const { words, simple } = splitShell(value, 0, value.value.length);
  const list = words.map((word) => word.value);
  const fix: Fix = {
    id: 'split',
    title: sentence`Make it a list`,
    safe: false,
    preferred: true,
    edits: () => [replaceValue(config.document, value, list)],
  };
  const pointer = `${server.pointer}/${key.value}`;
  report({
    message: 'argsText',
    data: {},
    span: value.spanOf(),
    pointer,
    server,
    fixes: simple ? [fix] : [],
  });
}

/** `"command": "npx -y x"` becomes `"command": "npx", "args": ["-y", "x", …]`. */
function splitFix({ document, host }: Config, { command, node }: Server): readonly Fix[] {
  const [first, ...rest] = command ? wordsOf(command, []) : [];
  if (!command || !first || host.format !== 'json' || property(node, 'command')?.value !== command)
    return [];
  const name = host.fields.args[0] ?? 'args';
  const list = property(node, name)?.value;
  if (list && list.kind !== 'array') return [];
  const more = rest.map(({ value }) => value);
  return [
    {
      id: 'split',
      title: sentence`Split into "command" and "${safe.name(name)}"`,
      safe: false,
      preferred: true,
      edits(): readonly TextEdit[] {
        const program = replaceValue(document, command, first.value);
        const item = list?.items[0];
        if (list && item) return [program, insertItems(document, item, more, list)];
        return [
          program,
          list ? replaceValue(document, list, more) : appendProperty(document, node, name, more),
        ];
      },
    },
  ];
}

function checkTransport({ config, report }: Context, server: Server): void {
  const known = config.host.transports;
  if (!known || known.length === 0) return;
  for (const field of config.host.fields.type) {
    const value = property(server.node, field)?.value;
    if (value?.kind !== 'text' || known.includes(value.value) || value.value === '') continue;
    report({
      message: 'transport',
      data: { value: quotable(value.value), host: config.host.label, known: known.join(', ') },
      span: value.spanOf(),
      pointer: `${server.pointer}/${field}`,
      server,
      severity: 'warning',
    });
  }
}

/** Anything may stand there by mistake, a credential too: only what reads like the name of a transport is quoted. */
function quotable(value: string): string {
  return /^[a-z][a-z _+/-]{0,24}$/i.test(value) ? value : '…';
}
