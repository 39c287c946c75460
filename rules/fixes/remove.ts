import type { Config, Server } from '../config/config.ts';
import { launchesOf, type Variable } from '../config/server-words.ts';
import { removeItem, removeProperty, replaceInText } from '../document/edit.ts';
import { type ArrayNode, at, type Node, type TextNode } from '../document/node.ts';
import type { FixDraft } from '../findings/finding.ts';
import type { Word } from '../launch/launch.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextEdit } from '../text/span.ts';

/** An edit that is worked out when it is asked for: there may be thousands that nobody asks for. */
type LazyEdit = () => TextEdit;

/** Takes words that stand side by side out of a command line; no fix where that cannot be done cleanly. */
export function removeWordsFix(
  config: Config,
  server: Server,
  words: readonly Word[],
  title: SafeText,
): readonly FixDraft[] {
  return removal(title, removeWords(config, server, words));
}

/** Takes a variable out of `env`, of `docker run -e`, or from in front of a command. */
export function removeVariableFix(config: Config, variable: Variable): readonly FixDraft[] {
  return removal(sentence`Remove ${safe.name(variable.name)}`, removeVariable(config, variable));
}

/** Takes a whole server out of the file; none for a table of TOML, whose header stands elsewhere. */
export function removeServerFix({ document }: Config, server: Server): readonly FixDraft[] {
  if (document.format === 'toml' && document.text[server.node.span.start] !== '{') return [];
  return removal(sentence`Remove this server`, () => {
    const path = server.pointer
      .split('/')
      .slice(1, -1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (const root of document.roots) {
      const container = at(root, path);
      if (container?.kind === 'array')
        return removeItem(document, container, container.items.indexOf(server.node));
      if (container?.kind !== 'object') continue;
      const found = container.properties.find(({ value }) => value === server.node);
      if (found) return removeProperty(document, container, found);
    }
    const { start } = server.node.span;
    return { span: { start, end: start }, newText: '' };
  });
}

function removal(title: SafeText, edit: LazyEdit | undefined): readonly FixDraft[] {
  if (!edit) return [];
  // Something may depend on it: whoever wrote it had a reason.
  return [{ id: 'remove', title, kind: 'review', preferred: true, edits: () => [edit()] }];
}

/** The edit that takes words out of a list of arguments, or out of the one string they all stand in. */
export function removeWords(
  { document }: Config,
  server: Server,
  words: readonly Word[],
): LazyEdit | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  if (words.every(isWhole)) {
    const item = server.view.items.get(first.text);
    if (!item || !words.every(({ text }, index) => item.list.items[item.index + index] === text))
      return undefined;
    // A comment in between would go with them.
    const between = words.slice(1).map(({ text: { span } }, index) => {
      const before = words[index]?.text.span.end ?? span.start;
      return document.text.slice(before, span.start);
    });
    if (!between.every((it) => /^[\s,]*(?:- )?$/.test(it))) return undefined;
    return () => removeItem(document, merged(item.list, item.index, words.length), item.index);
  }
  if (!words.every((word) => word.text === first.text && !isWhole(word))) return undefined;
  return () => {
    const { value } = first.text;
    const before =
      /(?<![ \t])[ \t]*$/.exec(value.slice(Math.max(0, first.start - 80), first.start))?.[0]
        .length ?? 0;
    const after = before > 0 ? 0 : (/^[ \t]+/.exec(value.slice(last.end))?.[0].length ?? 0);
    return replaceInText(first.text, first.start - before, last.end + after, '');
  };
}

/** A list in which several items are one, so that the comma in between goes as well. */
function merged(list: ArrayNode, from: number, count: number): ArrayNode {
  if (count === 1) return list;
  const start = list.items[from]?.span.start ?? 0;
  const end = list.items[from + count - 1]?.span.end ?? start;
  const one: Node = { kind: 'scalar', value: null, span: { start, end } };
  return { ...list, items: [...list.items.slice(0, from), one, ...list.items.slice(from + count)] };
}

function isWhole({ text, start, end }: Word): boolean {
  return start === 0 && end === text.value.length;
}

/** The list an argument stands in, wherever its host keeps them. */
export function listOf(server: Server, text: TextNode): ArrayNode | undefined {
  return server.view.items.get(text)?.list;
}

function removeVariable(config: Config, variable: Variable): LazyEdit | undefined {
  const { server, entry, assignment } = variable;
  if (entry) {
    const found = server.view.entries.get(entry.key);
    return found && (() => removeProperty(config.document, found.object, found.property));
  }
  if (!assignment) return undefined;
  const { word } = assignment;
  const flag = server.view.flagWords.get(word);
  if (flag) return removeWords(config, server, flag === word ? [word] : [flag, word]);
  // `export A=b` and `set A=b` would be left without their object.
  const inFront = launchesOf(server).every(({ shells }) =>
    shells.every(({ script, commands }) =>
      script?.text === word.text
        ? commands.some(({ assignments }) => assignments.includes(assignment))
        : true,
    ),
  );
  return inFront ? removeWords(config, server, [word]) : undefined;
}
