import type { Config, Misplaced } from '../config/config.ts';
import { replaceInText } from '../document/edit.ts';
import { type ObjectNode, property, type TextNode } from '../document/node.ts';
import { generic } from '../hosts/index.ts';
import type { Span, TextEdit } from '../text/span.ts';

/** The name a server gets that has none; whoever asks for the fix changes it. */
const NAME = 'my-server';

/**
 * The edits that bring misplaced servers to where their host looks; undefined where that is no matter of a few characters
 * of this file. Only where the right key is free: two of them would be one too many.
 *
 * @param right the keys that lead to the place where the host looks
 */
export function relocation(
  config: Config,
  misplaced: Misplaced,
  right: readonly string[],
): readonly TextEdit[] | undefined {
  const [name] = right;
  const { format } = config.document;
  if (right.length !== 1 || name === undefined || config.host.id === generic.id) return undefined;
  if (misplaced.why === 'unnamed') return format === 'json' ? wrapped(misplaced, name) : undefined;
  if (misplaced.why === 'nested') return unwrapped(config, misplaced);
  if (misplaced.why !== 'key' || property(misplaced.root, name)) return undefined;
  const steps = misplaced.pointer.split('/').slice(1);
  if (format === 'toml') return renamedTables(config.document.text, steps, name);
  const top = property(misplaced.root, steps[0] ?? '')?.key;
  if (!top || steps.length > 2) return undefined;
  const rename = replaceInText(top, 0, top.value.length, name);
  if (steps.length === 1) return [rename];
  const inner = unwrapped(config, misplaced);
  return inner && [rename, ...inner];
}

/** `{"command": …}` becomes `{"my-server": {"command": …}}`, with the host's key around it where that is missing, too. */
function wrapped({ node, key }: Misplaced, name: string): readonly TextEdit[] {
  const [open, close] = key ? [`{ "${NAME}": `, ' }'] : [`{ "${name}": { "${NAME}": `, ' } }'];
  return [insertion(node.span.start, open), insertion(node.span.end, close)];
}

/** `{…}` becomes `{"name": {…}}`. */
export function wrapUnder({ span }: ObjectNode, name: string): readonly TextEdit[] {
  return [insertion(span.start, `{ "${name}": `), insertion(span.end, ' }')];
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** `{"servers": {…}}` becomes `{…}`, where nothing else stands in it. */
function unwrapped({ document }: Config, { node, pointer, root }: Misplaced) {
  const steps = pointer.split('/').slice(1, -1);
  const outer = steps.reduce<typeof root | undefined>(
    (it, step) => property(it, decoded(step))?.value,
    root,
  );
  if (document.format !== 'json' || outer?.kind !== 'object') return undefined;
  if (outer.properties.length !== 1 || outer.properties[0]?.value !== node) return undefined;
  const head: Span = { start: outer.span.start, end: node.span.start };
  const tail: Span = { start: node.span.end, end: outer.span.end };
  const hasComment = document.comments.some(
    ({ start, end }) =>
      (start >= head.start && end <= head.end) || (start >= tail.start && end <= tail.end),
  );
  return hasComment ? undefined : [head, tail].map((span) => ({ span, newText: '' }));
}

function decoded(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A table is named in the header of each of its parts; undefined where it is written in any other way. */
function renamedTables(
  text: string,
  steps: readonly string[],
  name: string,
): readonly TextEdit[] | undefined {
  const written = steps.map(decoded);
  if (!written.every((it) => /^[\w-]+$/.test(it))) return undefined;
  const wrong = written.join('.');
  const edits: TextEdit[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const indent = /^[ \t]*\[{0,2}[ \t]*/.exec(line)?.[0].length ?? 0;
    const rest = line.slice(indent);
    if (rest.startsWith(wrong) && /^[ \t]*[.\]]/.test(rest.slice(wrong.length))) {
      const start = offset + indent;
      edits.push({ span: { start, end: start + wrong.length }, newText: name });
    }
    offset += line.length + 1;
  }
  return edits.length > 0 ? edits : undefined;
}

/** The text that tells where misplaced servers are: their key, or the first sign of the file. */
export function spanOfMisplaced({
  key,
  node,
}: {
  key: TextNode | undefined;
  node: { span: Span };
}): Span {
  return key?.spanOf() ?? { start: node.span.start, end: node.span.start + 1 };
}
