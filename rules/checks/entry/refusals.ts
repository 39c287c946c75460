import type { Server } from '../../config/config.ts';
import type { Connection } from '../../config/entry.ts';
import { otherReaders } from '../../config/readers.ts';
import { type Property, property } from '../../document/node.ts';
import { insertFieldFix, removeFieldFix, renameServerFix } from '../../fixes/entry-fields.ts';
import { costOf, keySpot, nameSpot, severityOf } from './fault.ts';
import type { Context } from './invalid-messages.ts';

/** What the host does not take in an entry that has a command or an address. */
export function checkRefusals(
  context: Context,
  server: Server,
  connection: Connection | undefined,
): void {
  checkName(context, server);
  if (server.nameNode && server.name !== '') checkNameForReaders(context, server);
  if (!connection) return;
  checkBoth(context, server, connection);
  checkBeside(context, server, connection);
  checkMissing(context, server, connection);
}

function checkName({ config, report }: Context, server: Server): void {
  const { host } = config;
  const names = host.refuses?.names;
  if (!names || server.nameNode === undefined) return;
  const severity = severityOf(names.effect);
  const { name } = server;
  if (names.pattern && !names.pattern.test(name)) {
    const data = { allowed: names.allowed ?? '', host: host.label, cost: costOf(names.effect) };
    const fixes = renameServerFix(server, config.servers, names.pattern);
    report({ message: 'name', data, ...nameSpot(server), severity, fixes });
  } else if (names.reserved?.includes(name)) {
    const data = { host: host.label, server: name };
    report({ message: 'reserved', data, ...nameSpot(server), severity });
  }
}

/** What works in the host and not for another reader of its file is worth knowing, and no fault. */
function checkNameForReaders(context: Context, server: Server): void {
  const { config, report } = context;
  for (const { names, label } of context.once(otherReaders)) {
    if (!names?.pattern || names.pattern.test(server.name)) continue;
    report({
      message: 'nameReader',
      data: { allowed: names.allowed ?? '', host: label, cost: costOf(names.effect) },
      ...nameSpot(server),
      severity: 'information',
      fixes: renameServerFix(server, config.servers, names.pattern),
    });
    return;
  }
}

function checkBoth(context: Context, server: Server, { command, url }: Connection): void {
  if (!command || !url || isBlank(command) || isBlank(url)) return;
  const { config, report } = context;
  const { label, refuses } = config.host;
  const effect = refuses?.both;
  // Where the address is what is meant, the rest is more than one field.
  const remote = server.transport !== undefined && server.transport !== 'stdio';
  const fixes = remote || holdsSecret(context, url) ? [] : removeFieldFix(config, server, url);
  const spot = { ...keySpot(server, url), severity: severityOf(effect), fixes };
  if (effect)
    report({ message: 'bothRefused', data: { host: label, cost: costOf(effect) }, ...spot });
  else report({ message: 'both', data: { host: label }, ...spot });
}

function checkBeside(context: Context, server: Server, { command, url }: Connection): void {
  const { config, report } = context;
  const { refuses, label } = config.host;
  const main = command ?? url;
  if (!refuses?.beside || !main || (command && url)) return;
  for (const key of command ? refuses.beside.command : refuses.beside.url) {
    const found = property(server.node, key);
    if (!found) continue;
    report({
      message: 'beside',
      data: { field: key, other: main.key.value, host: label, cost: costOf('file') },
      ...keySpot(server, found),
      severity: 'error',
      fixes: holdsSecret(context, found) ? [] : removeFieldFix(config, server, found),
    });
  }
}

/** A credential is not taken out without being asked where it goes. */
function holdsSecret({ credentials }: Context, { value }: Property): boolean {
  if (!value) return false;
  const { start, end } = value.span;
  return credentials.some(
    ({ place: { text } }) => text.span.start >= start && text.span.end <= end,
  );
}

function checkMissing({ config, report }: Context, server: Server, connection: Connection): void {
  if (!connection.command && !connection.url) return;
  for (const field of config.host.requires?.fields ?? []) {
    if (property(server.node, field)) continue;
    const name = server.nameNode?.value;
    report({
      message: 'missing',
      data: { field, host: config.host.label },
      ...nameSpot(server),
      severity: 'warning',
      fixes:
        field === 'name' && name ? [insertFieldFix(config, server, field, name, 'review')] : [],
    });
  }
}

function isBlank({ value }: Property): boolean {
  return value?.kind !== 'text' || value.value.trim() === '';
}
