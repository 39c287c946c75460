import type { Config, Misplaced } from '../../config/config.ts';
import { namesOf, otherReaders } from '../../config/readers.ts';
import { type Node, type Property, pointerTo } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { relocation, spanOfMisplaced, wrapUnder } from '../../fixes/relocate.ts';
import { generic } from '../../hosts/index.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { Span } from '../../text/span.ts';

const messages = {
  bareMap: '{host} reads servers under "{right}" only, {others} also at the top.',
  key: '{host} reads servers under "{right}": those under "{wrong}" are ignored.',
  beside: '"{server}" is beside "{right}", where {host} reads no servers.',
  top: '{host} reads servers under "{right}": those at the top are ignored.',
  unnamed: 'The server under "{wrong}" has no name, so {host} never starts it.',
  bare: 'The whole file is one server: {host} reads named servers under "{right}".',
  nested: '"{wrong}" is one level too many: {host} starts none of the servers in it.',
  elsewhere: '{host} reads no "{wrong}" from this file. It reads {place}.',
} as const;

export const wrongRootKey = defineRule({
  meta: {
    id: 'wrong-root-key',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds:
      'servers where their host does not look: under another key, or a level too high or too low',
    why: 'The host ignores them without a word, and the credentials in them leak all the same.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    const { host, misplaced } = context.config;
    const right = host.roots.find(({ path }) => path.length > 0)?.path;
    if (host.id === generic.id) return;
    reportBareMap(context);
    for (const it of misplaced) {
      // What somebody has put aside, and calls so, is meant to be ignored.
      if (it.why === 'parked') continue;
      if (right) report(context, it, right);
      else reportElsewhere(context, it);
    }
  },
});

type Context = RuleContext<typeof messages>;

function report({ config, report }: Context, it: Misplaced, path: readonly string[]): void {
  const { host } = config;
  const right = path.filter((step) => step !== '*').join('.');
  if (it.why === 'beside') {
    for (const server of it.servers) {
      const data = { server: server.name, right, host: host.label };
      const span = server.nameNode?.spanOf() ?? spanOfMisplaced(it);
      report({ message: 'beside', data, span, pointer: server.pointer, server });
    }
    return;
  }
  const message = it.key
    ? it.why === 'parked'
      ? 'key'
      : it.why
    : it.why === 'key'
      ? 'top'
      : 'bare';
  const data = { wrong: wrongOf(it), right, host: host.label, ...apart(it, path) };
  const place =
    it.why === 'key' ? wrongKeyOf(it, path) : { span: spanOfMisplaced(it), pointer: it.pointer };
  report({ ...place, message, data, fixes: fixesOf(config, it, path) });
}

/** A map of servers without a key around it, which not all that read the file take. */
function reportBareMap(context: Context): void {
  const { config, report } = context;
  const { host, servers } = config;
  const right = host.roots.find(({ path }) => path.length > 0)?.path;
  const others = namesOf(context.once(otherReaders).filter(({ bareMap }) => bareMap));
  const [root] = config.document.roots;
  if (!host.needsRootKey || !right || others === '' || root?.kind !== 'object') return;
  const atTop = servers.filter(
    ({ read, node }) => read && root.properties.some((it) => it.value === node),
  );
  const first = atTop[0]?.nameNode;
  if (!first) return;
  const title = sentence`Put the servers under "${safe.name(right[0] ?? '')}"`;
  report({
    message: 'bareMap',
    data: { host: host.label, right: right.join('.'), others },
    span: first.spanOf(),
    pointer: atTop[0]?.pointer ?? '',
    severity: 'information',
    fixes: [
      {
        id: 'wrap',
        title,
        kind: 'review',
        preferred: true,
        edits: () => wrapUnder(root, right[0] ?? ''),
      },
    ],
  });
}

/** In a settings file of a host that keeps its servers in others. Reports of the opposite exist for single versions. */
function reportElsewhere({ config, report }: Context, it: Misplaced): void {
  const { label, serversIn } = config.host;
  if (serversIn === undefined) return;
  report({
    message: 'elsewhere',
    data: { wrong: wrongOf(it), host: label, place: serversIn },
    span: spanOfMisplaced(it),
    pointer: it.pointer,
    severity: 'warning',
  });
}

/** Both ways without the keys that they have in common. */
function apart(it: Misplaced, path: readonly string[]): { wrong?: string; right?: string } {
  if (it.why !== 'key' || it.pointer === '') return {};
  const steps = wrongOf(it).split('.');
  const common = steps.findIndex((step, index) => step !== path[index]);
  if (common <= 0 || common >= path.length) return {};
  return { wrong: steps.slice(common).join('.'), right: path.slice(common).join('.') };
}

/** The first key on the way that is not the host's: it is the one that is wrong. */
function wrongKeyOf(
  it: Misplaced,
  right: readonly string[],
): { readonly span: Span; readonly pointer: string } {
  let node: Node | undefined = it.root;
  let pointer = '';
  for (let depth = 0; node?.kind === 'object'; depth += 1) {
    const above = pointer;
    const found: Property | undefined = node.properties.findLast(({ key }) =>
      `${it.pointer}/`.startsWith(`${pointerTo(above, key.value)}/`),
    );
    if (!found) break;
    pointer = pointerTo(above, found.key.value);
    const isRight = right[depth] === found.key.value || right[depth] === '*';
    if (!isRight || pointer === it.pointer) return { span: found.key.spanOf(), pointer };
    node = found.value;
  }
  return { span: spanOfMisplaced(it), pointer: it.pointer };
}

/** All keys on the way to servers under a wrong key, for people; by itself the one that is a level too many. */
function wrongOf({ why, key, pointer }: Misplaced): string {
  if (why !== 'key') return key?.value ?? '';
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

function fixesOf(config: Config, it: Misplaced, right: readonly string[]): readonly FixDraft[] {
  const edits = relocation(config, it, right);
  if (!edits) return [];
  const [wrong, name] = [safe.name(wrongOf(it)), safe.name(right[0] ?? '')];
  const title =
    it.why === 'unnamed'
      ? sentence`Give the server a name`
      : it.why === 'nested'
        ? sentence`Take out the level "${wrong}"`
        : sentence`Rename "${wrong}" to "${name}"`;
  // Servers that never started will.
  return [{ id: 'rename', title, kind: 'review', preferred: true, edits: () => edits }];
}
