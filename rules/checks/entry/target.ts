import type { Config, Server } from '../../config/config.ts';
import {
  type Connection,
  type ForeignField,
  foreignFields,
  holdsConnection,
} from '../../config/entry.ts';
import { appendProperty, insertItems, replaceValue } from '../../document/edit.ts';
import { type ObjectNode, type Property, pointerTo, property } from '../../document/node.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { renameFieldFix } from '../../fixes/entry-fields.ts';
import type { Host } from '../../hosts/host.ts';
import { isSeveral, wordsOf } from '../../launch/index.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';
import { keySpot, nameSpot, severityOf } from './fault.ts';
import type { Context } from './invalid-messages.ts';

/** What an entry starts or reaches: nothing at all, nothing that its host reads, or a command line as a program. */
export function checkTarget(
  context: Context,
  server: Server,
  connection: Connection | undefined,
): void {
  const { config, report } = context;
  const { command, urls, pointer } = server;
  // Of a list it is the first; a text where a list is wanted has a finding of its own.
  const form = connection?.command?.value?.kind;
  const wanted = config.host.reads?.[connection?.command?.key.value ?? ''];
  const read = connection
    ? form === (wanted === 'texts' ? 'array' : 'text')
    : command !== undefined;
  if (command?.value.trim() === '' && urls.every(({ text }) => text.value === '')) {
    const at = pointerTo(pointer, 'command');
    report({ message: 'empty', data: {}, span: command.span, pointer: at, server });
  } else if (command && read && isSeveral(command)) {
    const fixes = splitFix(config, server);
    const at = pointerTo(pointer, 'command');
    report({
      message: 'commandLine',
      data: {},
      span: command.spanOf(),
      pointer: at,
      server,
      fixes,
    });
  } else if (!command && emptyUrl(server)) {
    const url = emptyUrl(server);
    if (url?.value)
      report({ message: 'noUrl', data: {}, ...keySpot(server, url), span: url.value.span });
  } else if (connection ? isUnreached(connection) : !command && urls.length === 0) {
    const meant = foreignTarget(config, server);
    if (meant) reportForeign(context, server, meant);
    else if (!mentionsTarget(config, server)) reportNothing(context, server);
  }
}

function isUnreached({ command, url, elsewhere }: Connection): boolean {
  return !command && !url && !elsewhere;
}

/** An address that is there and says nothing. */
function emptyUrl({ node, urls }: Server): Property | undefined {
  if (urls.length === 0 || urls.some(({ text }) => text.value.trim() !== '')) return undefined;
  return node.properties.find(({ value }) => value === urls[0]?.text);
}

/** A command or an address under the name another host has for it. */
function foreignTarget({ host }: Config, server: Server): ForeignField | undefined {
  return foreignFields(server, host).find(({ role }) => role === 'command' || role === 'url');
}

function reportForeign({ config, report }: Context, server: Server, meant: ForeignField): void {
  const { label, refuses } = config.host;
  const severity = severityOf(refuses?.nothing ?? refuses?.unknown);
  const { property: found, owner, right } = meant;
  const spot = { ...keySpot(server, found), severity, unlessTorn: true } as const;
  const field = found.key.value;
  if (right === undefined) {
    report({ message: 'programs', data: { host: label, field }, ...spot });
    return;
  }
  const fixes = [renameFieldFix(found, right)];
  const data = { field, host: label, right };
  // Misspelt: as good as nothing, and the name of the server is where people look.
  if (owner === '')
    report({ message: 'unread', data, ...nameSpot(server), unlessTorn: true, fixes });
  else report({ message: 'foreign', data: { ...data, owner }, ...spot, fixes });
}

/** The object a level too deep in which a target stands, or that there is none. */
function reportNothing({ config, report }: Context, server: Server): void {
  const { host } = config;
  const nested = server.node.properties.find(({ value }) => holdsConnection(value));
  if (nested && host.reads) {
    const data = { host: host.label, field: nested.key.value };
    report({ message: 'nested', data, ...keySpot(server, nested), unlessTorn: true });
  } else {
    const data = { server: server.name };
    report({ message: 'nothing', data, ...nameSpot(server), unlessTorn: true });
  }
}

/** A field that is there but has the wrong type has a finding of its own, or is still being typed. */
function mentionsTarget({ host }: Config, { node }: Server): boolean {
  const { fields } = host;
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

/** `"command": "npx -y x"` becomes `"command": "npx", "args": ["-y", "x", …]`. */
function splitFix({ document, host }: Config, { command, node }: Server): readonly FixDraft[] {
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
      kind: 'review',
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
