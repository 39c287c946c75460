import type { Config, Server } from '../../config/config.ts';
import { holdsConnection, isOfKind, wrongInside } from '../../config/entry.ts';
import { replaceValue } from '../../document/edit.ts';
import { type Node, type Property, pointerTo, property } from '../../document/node.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { joinListFix, quoteFix, splitListFix } from '../../fixes/entry-fields.ts';
import type { ValueKind } from '../../hosts/entry.ts';
import { isPlainList } from '../../hosts/host.ts';
import { splitShell } from '../../launch/index.ts';
import { sentence } from '../../secrets/safe.ts';
import { costOf, severityOf } from './fault.ts';
import type { Context } from './invalid-messages.ts';

const EXPECTED: Readonly<Record<ValueKind, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  list: 'a list of texts',
  'text-map': 'an object',
  map: 'an object',
  any: 'something else',
};

/** Values of another kind than the host takes, fields and what stands in them. */
export function checkKinds({ config, facts, report }: Context, server: Server): void {
  const { host } = config;
  // There the editor has a schema, which says the same.
  const said = facts.syntaxReported === true && isPlainList(host);
  for (const found of server.node.properties) {
    const { key, value } = found;
    const kind = host.reads?.[key.value] ?? usualKind(config, key.value);
    if (!value || kind === undefined || isForm(config, server, found, kind)) continue;
    if (!isOfKind(value, kind)) {
      const pointer = pointerTo(server.pointer, key.value);
      if (host.fields.args.includes(key.value) && value.kind === 'text')
        reportArgsText(config, server, found, report);
      else if (!said || (value.kind === 'array' && host.fields.command.includes(key.value))) {
        const data = { field: key.value, expected: EXPECTED[kind], host: host.label };
        const message = host.refuses?.kinds === 'file' ? 'typeRefused' : 'type';
        const fixes = formFix(config, server, found, kind);
        report({ message, data, span: value.span, pointer, server, fixes });
      }
      continue;
    }
    for (const node of wrongInside(value, kind)) {
      // The schema takes what can be written as a text.
      if (said && node.kind !== 'scalar') continue;
      if (node.kind === 'scalar' && node.value === null) continue;
      const effect = host.refuses?.kinds;
      report({
        message: 'inside',
        data: { field: key.value, host: host.label, cost: costOf(effect) },
        span: node.span,
        pointer: pointerInto(value, node, pointerTo(server.pointer, key.value)),
        server,
        severity: severityOf(effect),
        fixes: quoteFix(config, node),
      });
    }
  }
}

/** Where nobody knows what a host reads, the kinds that all of them agree on. */
function usualKind({ host }: Config, key: string): ValueKind | undefined {
  const { fields, reads } = host;
  if (reads) return undefined;
  if (fields.command.includes(key) || fields.url.includes(key)) return 'text';
  if (fields.args.includes(key)) return 'list';
  return fields.env.includes(key) || fields.headers.includes(key) ? 'map' : undefined;
}

/** An array and an object with a path are other hosts' forms: where nobody knows better, there is a command. */
function isForm(
  { host }: Config,
  server: Server,
  { key, value }: Property,
  kind: ValueKind,
): boolean {
  // What stands a level too deep is said about the entry.
  if (kind !== 'text' || value?.kind === 'text') return false;
  const isCommand = host.fields.command.includes(key.value);
  if (!isCommand && !host.fields.url.includes(key.value) && holdsConnection(value)) return true;
  if (!isCommand) return false;
  return server.command !== undefined && !host.reads;
}

function formFix(
  config: Config,
  server: Server,
  found: Property,
  kind: ValueKind,
): readonly FixDraft[] {
  const empty = found.value ? emptyFix(config, found.value, kind) : [];
  if (empty.length > 0) return empty;
  if (!config.host.fields.command.includes(found.key.value)) return [];
  return kind === 'texts'
    ? joinListFix(config, server, found)
    : splitListFix(config, server, found);
}

/** `[]` for `{}` and the other way round, as programs write what is empty that do not know them apart. */
function emptyFix({ document }: Config, value: Node, kind: ValueKind): readonly FixDraft[] {
  const isMap = kind === 'map' || kind === 'text-map';
  const isList = kind === 'list' || kind === 'texts';
  const isOther =
    (isMap && value.kind === 'array' && value.items.length === 0) ||
    (isList && value.kind === 'object' && value.properties.length === 0);
  if (!isOther) return [];
  const fix: FixDraft = {
    id: 'empty',
    title: isMap ? sentence`Make it an empty object` : sentence`Make it an empty list`,
    kind: 'review',
    preferred: true,
    edits: () => [replaceValue(document, value, isMap ? {} : [])],
  };
  return [fix];
}

function pointerInto(value: Node, node: Node, pointer: string): string {
  if (value.kind === 'array') return pointerTo(pointer, value.items.indexOf(node));
  const entry = value.kind === 'object' && value.properties.find((it) => it.value === node);
  return entry ? pointerTo(pointer, entry.key.value) : pointer;
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
  const fix: FixDraft = {
    id: 'split',
    title: sentence`Make it a list`,
    kind: 'review',
    preferred: true,
    edits: () => [replaceValue(config.document, value, list)],
  };
  const pointer = pointerTo(server.pointer, key.value);
  report({
    message: 'argsText',
    data: {},
    span: value.spanOf(),
    pointer,
    server,
    fixes: simple && property(server.node, key.value)?.value === value ? [fix] : [],
  });
}
