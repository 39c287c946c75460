import type { Server } from '../../config/config.ts';
import type { Connection } from '../../config/entry.ts';
import { otherReaders } from '../../config/readers.ts';
import { TRANSPORTS } from '../../config/roles.ts';
import { type Property, pointerTo, property } from '../../document/node.ts';
import { insertFieldFix, replaceTextFix } from '../../fixes/entry-fields.ts';
import type { Effect } from '../../hosts/entry.ts';
import type { Host } from '../../hosts/host.ts';
import { costOf, keySpot, severityOf } from './fault.ts';
import type { Context } from './invalid-messages.ts';

/** The field that names the transport: unknown to the host, missing, or against what the other fields say. */
export function checkTransport(
  context: Context,
  server: Server,
  connection: Connection | undefined,
): void {
  const { host } = context.config;
  if (checkKnown(context, server)) return;
  checkReaders(context, server);
  const fault = transportFault(server, host, connection);
  if (fault?.kind === 'missing') reportMissing(context, server, fault);
  else if (fault) reportContradiction(context, server, fault);
}

/** Whether something was said. */
function checkKnown({ config, report }: Context, server: Server): boolean {
  const { host } = config;
  const known = host.transports ?? [];
  let said = false;
  for (const field of known.length > 0 ? host.fields.type : []) {
    const value = property(server.node, field)?.value;
    // An older field had values of its own.
    if (value?.kind !== 'text' || known.includes(value.value) || field === 'transportType')
      continue;
    if (value.value === '') continue;
    said = true;
    const same = sameTransport(host, value.value);
    report({
      message: 'transport',
      data: { value: quotable(value.value), host: host.label, known: known.join(', ') },
      span: value.spanOf(),
      pointer: pointerTo(server.pointer, field),
      server,
      severity: severityOf(host.refuses?.type),
      fixes: same === undefined ? [] : [replaceTextFix(value, same, kindBy(host.refuses?.type))],
    });
  }
  return said;
}

/**
 * Another word for the same transport changes nothing where the host goes by the other fields, and repairs a file of
 * which nothing starts. An entry that was left out alone would start: that is for a person to say.
 */
function kindBy(effect: Effect | undefined): 'safe' | 'review' {
  return effect === 'entry' ? 'review' : 'safe';
}

/** What the host knows and another reader of its file does not. */
function checkReaders(context: Context, server: Server): void {
  const { config, report } = context;
  for (const field of config.host.fields.type) {
    const value = property(server.node, field)?.value;
    if (value?.kind !== 'text' || config.host.transports?.includes(value.value) !== true) continue;
    const reader = context
      .once(otherReaders)
      .find(({ transports }) => !transports.includes(value.value));
    if (!reader) continue;
    // A word that all of them know, for the same.
    const same = value.value === 'streamable-http' ? 'http' : undefined;
    report({
      message: 'transportReader',
      data: { value: value.value, host: reader.label, known: reader.transports.join(', ') },
      span: value.spanOf(),
      pointer: pointerTo(server.pointer, field),
      server,
      severity: 'information',
      fixes: same === undefined ? [] : [replaceTextFix(value, same)],
    });
  }
}

/** Anything may stand there by mistake, a credential too: only what reads like the name of a transport is quoted. */
function quotable(value: string): string {
  return /^[a-z][a-z _+/-]{0,24}$/i.test(value) ? value : '…';
}

function reportMissing(
  { config, report }: Context,
  server: Server,
  { at, value }: TransportFault,
): void {
  const { host } = config;
  const required = host.requires?.type;
  if (!required) return;
  const { key, without } = required;
  // Without it the entry is left out, or reached by another transport: only where the whole file is refused does
  // nothing that runs today change.
  const kind = host.refuses?.unknown === 'file' && !required.sseByDefault ? 'safe' : 'review';
  report({
    message: 'noTransport',
    data: { field: key, value, host: host.label, without },
    ...keySpot(server, at),
    severity: severityOf(host.refuses?.unknown),
    unlessTorn: true,
    fixes: [insertFieldFix(config, server, key, value, kind)],
  });
}

function reportContradiction(
  { config, report }: Context,
  server: Server,
  { at, value }: TransportFault,
): void {
  const { host } = config;
  if (at.value?.kind !== 'text') return;
  const effect = host.refuses?.type;
  report({
    message: 'contradiction',
    data: {
      field: at.key.value,
      said: at.value.value,
      other: TRANSPORTS[value] === 'stdio' ? 'a command' : 'a URL',
      host: host.label,
      cost: costOf(effect),
    },
    ...keySpot(server, at),
    span: at.value.spanOf(),
    severity: severityOf(effect),
    unlessTorn: true,
    fixes: [replaceTextFix(at.value, value)],
  });
}

/** What is wrong with the field that names the transport. */
interface TransportFault {
  readonly kind: 'missing' | 'contradiction';
  /** The field that the statement is about. */
  readonly at: Property;
  /** The value that this host wants. */
  readonly value: string;
}

/**
 * Whether an entry lacks the name of its transport, or has one that its other fields contradict.
 *
 * @returns undefined where all is well, and for hosts that go by the other fields
 */
function transportFault(
  server: Server,
  host: Host,
  connection: Connection | undefined,
): TransportFault | undefined {
  if (!connection || connection.elsewhere) return undefined;
  const { command, url } = connection;
  const only = command && url ? undefined : (command ?? url);
  if (!only?.value || isBlank(only)) return undefined;
  const written = host.fields.type.find((key) => property(server.node, key) !== undefined);
  const type = written === undefined ? undefined : property(server.node, written);
  const required = host.requires?.type;
  if (!type) {
    if (!required || !(url ?? required.always)) return undefined;
    if (required.sseByDefault && isSse(url)) return undefined;
    return { kind: 'missing', at: only, value: wanted(host, url) };
  }
  if (type.value?.kind !== 'text' || host.reads?.[type.key.value] !== 'text') return undefined;
  const family = TRANSPORTS[type.value.value];
  if (family === undefined || (family === 'stdio') === (command !== undefined)) return undefined;
  return { kind: 'contradiction', at: type, value: wanted(host, url) };
}

/** The value this host wants, given what the entry is reached by. */
function wanted(host: Host, url: Property | undefined): string {
  const required = host.requires?.type;
  const sse = isSse(url);
  if (required) return url ? (sse ? required.sse : required.http) : required.stdio;
  const family = url ? (sse ? 'sse' : 'http') : 'stdio';
  return host.transports?.find((it) => TRANSPORTS[it] === family) ?? family;
}

/** What this host calls a transport that another one calls like that; one word may stand for all that are remote. */
function sameTransport({ transports = [] }: Host, value: string): string | undefined {
  const family = TRANSPORTS[value] ?? TRANSPORTS[value.trim().toLowerCase()];
  if (family === undefined) return undefined;
  const same = transports.find((it) => TRANSPORTS[it] === family);
  return same ?? (family === 'stdio' ? undefined : transports.find((it) => it === 'remote'));
}

/** Addresses of the older transport end like that, by a custom that nearly all servers keep. */
function isSse(url: Property | undefined): boolean {
  return url?.value?.kind === 'text' && /\/sse\/?(?:[?#]|$)/.test(url.value.value);
}

function isBlank({ value }: Property): boolean {
  return value?.kind === 'text' && value.value.trim() === '';
}
