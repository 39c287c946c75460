import type { Server } from '../../config/config.ts';
import { connectionOf, type ForeignField, foreignFields, rightKey } from '../../config/entry.ts';
import { type Property, property, type ScalarNode } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { joinListFix, renameFieldFix } from '../../fixes/entry-fields.ts';
import { switchFix } from '../../fixes/switch-field.ts';
import { keySpot, severityOf } from '../entry/fault.ts';

const messages = {
  foreign: '"{field}" belongs to {owner}: {host} reads "{right}" and ignores this.',
  foreignRefused: '"{field}" belongs to {owner}: {host} reads "{right}" and refuses the file.',
  unread: '{host} reads "{right}", not "{field}", and ignores this.',
  unreadRefused: '{host} reads "{right}", not "{field}", and refuses the whole file.',
  headers: '"{field}" is for local programs: {host} does not send "{name}" to a URL.',
  ignored: '{host} does not read "{field}", so this has no effect.',
  switch: '"{field}" switches nothing off in {host}: the server starts anyway.',
} as const;

type Context = RuleContext<typeof messages>;

export const foreignField = defineRule({
  meta: {
    id: 'foreign-field',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.2.0',
    disabledServers: false,
    finds: 'a field that another host reads and this one does not',
    why: 'The server starts without what the field says, or not at all, and nothing says why.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    const { host } = context.config;
    if (host.manifest || !host.reads) return;
    for (const server of context.config.servers) {
      if (!server.read) continue;
      const connection = connectionOf(server, host);
      const reached = connection?.command ?? connection?.url;
      for (const found of foreignFields(server, host)) {
        // An entry that is not reached at all has a finding of its own about that.
        const main = found.role === 'command' || found.role === 'url';
        if (!main || reached) reportForeign(context, server, found);
      }
      if (connection?.url && !connection.command) reportHeaders(context, server);
      for (const found of server.node.properties) reportIgnored(context, server, found);
    }
  },
});

function reportForeign(context: Context, server: Server, found: ForeignField): void {
  const { config, report } = context;
  const { host } = config;
  const { property: field, owner, role } = found;
  const refused = host.refuses?.unknown === 'file';
  // Arguments of a host that wants one list go into its command.
  const right = found.right ?? (role === 'arg' ? rightKey(host, 'command') : undefined);
  if (right === undefined) return;
  const command = property(server.node, right);
  const list = found.right === undefined;
  // A command that is a text as well is said, and mended, in one go.
  if (list && command?.value?.kind === 'text') return;
  const fixes = !list
    ? [renameFieldFix(field, right)]
    : command
      ? joinListFix(config, server, command)
      : [];
  const data = { field: field.key.value, host: host.label, right };
  const common = { ...keySpot(server, field), severity: severityOf(host.refuses?.unknown), fixes };
  if (owner === '') report({ message: refused ? 'unreadRefused' : 'unread', data, ...common });
  else
    report({
      message: refused ? 'foreignRefused' : 'foreign',
      data: { ...data, owner },
      ...common,
    });
}

/** Names of headers among the variables of an address: they were meant to be sent. */
function reportHeaders({ config, report }: Context, server: Server): void {
  const { host } = config;
  const [env] = host.fields.env;
  const right = rightKey(host, 'header');
  const found = env === undefined ? undefined : property(server.node, env);
  // Where `env` may not stand there at all, that is said.
  if (found?.value?.kind !== 'object' || host.refuses?.beside) return;
  const named = found.value.properties.find(({ key }) =>
    /^(?:(?:proxy-)?authorization|cookie|[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]+)$/i.test(key.value),
  );
  if (!named || right === undefined) return;
  const data = { field: found.key.value, host: host.label, name: named.key.value };
  const fixes = property(server.node, right) ? [] : [renameFieldFix(found, right)];
  report({ message: 'headers', data, ...keySpot(server, found), fixes });
}

function reportIgnored({ config, report }: Context, server: Server, found: Property): void {
  const { host } = config;
  const field = found.key.value;
  const { value } = found;
  if (!value || host.ignores?.includes(field) !== true || host.reads?.[field] !== undefined) return;
  const data = { field, host: host.label };
  if (field === 'disabled' || field === 'enabled') {
    // What leaves the server on says nothing wrong.
    if (!switchesOff(field, value)) return;
    const fixes = switchFix(config, server, found);
    report({ message: 'switch', data, ...keySpot(server, found), severity: 'warning', fixes });
  } else if (value.kind === 'text' && value.value !== '') {
    const severity = field === 'cwd' ? 'information' : 'warning';
    report({ message: 'ignored', data, ...keySpot(server, found), severity });
  }
}

function switchesOff(field: string, value: Property['value']): value is ScalarNode {
  return value?.kind === 'scalar' && value.value === (field === 'disabled');
}
