import type { Config, Server } from '../config/config.ts';
import { removeItem, removeProperty, replaceInText } from '../config/edit.ts';
import { type ArrayNode, at, type Node, type ObjectNode, type TextNode } from '../config/node.ts';
import type { Fix } from '../finding.ts';
import type { Word } from '../launchers/launch.ts';
import type { TextEdit } from '../span.ts';
import { launchesOf, type Variable } from '../words.ts';

/** Takes words that stand side by side out of a command line; no fix where that cannot be done cleanly. */
export function removeWordsFix(
  config: Config,
  server: Server,
  words: readonly Word[],
  title: string,
): readonly Fix[] {
  const edit = removeWords(config, server, words);
  return edit ? [removal(title, edit)] : [];
}

/** Takes a variable out of `env`, of `docker run -e`, or from in front of a command. */
export function removeVariableFix(config: Config, variable: Variable): readonly Fix[] {
  const edit = removeVariable(config, variable);
  return edit ? [removal(`Remove ${variable.name}`, edit)] : [];
}

function removal(title: string, edit: TextEdit): Fix {
  // Something may depend on it: whoever wrote it had a reason.
  return { id: 'remove', title, safe: false, preferred: true, edits: () => [edit] };
}

/** Takes a whole server out of the file; none for a table of TOML, whose header stands elsewhere. */
export function removeServerFix({ document }: Config, server: Server): readonly Fix[] {
  if (document.format === 'toml' && document.text[server.node.span.start] !== '{') return [];
  const path = server.pointer
    .split('/')
    .slice(1, -1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (const root of document.roots) {
    const container = at(root, path);
    const edit =
      container?.kind === 'array'
        ? removeItem(document, container, container.items.indexOf(server.node))
        : container?.kind === 'object'
          ? removalFrom(container)
          : undefined;
    if (edit) return [removal('Remove this server', edit)];
  }
  return [];

  function removalFrom(container: ObjectNode): TextEdit | undefined {
    const found = container.properties.find(({ value }) => value === server.node);
    return found && removeProperty(document, container, found);
  }
}

/** The edit that takes words out of a list of arguments, or out of the one string they all stand in. */
export function removeWords(
  { document }: Config,
  server: Server,
  words: readonly Word[],
): TextEdit | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  if (words.every(isWhole)) {
    const list = listOf(server, first.text);
    const from = list?.items.indexOf(first.text) ?? -1;
    if (!list || !words.every(({ text }, index) => list.items[from + index] === text))
      return undefined;
    return removeItems(list, from, words.length);
  }
  if (!words.every((word) => word.text === first.text && !isWhole(word))) return undefined;
  const { value } = first.text;
  const before = /[ \t]+$/.exec(value.slice(0, first.start))?.[0].length ?? 0;
  const after = before > 0 ? 0 : (/^[ \t]+/.exec(value.slice(last.end))?.[0].length ?? 0);
  return replaceInText(first.text, first.start - before, last.end + after, '');

  /** Several items as if they were one, so that the comma in between goes as well. */
  function removeItems(list: ArrayNode, from: number, count: number): TextEdit {
    const start = list.items[from]?.span.start ?? 0;
    const end = list.items[from + count - 1]?.span.end ?? start;
    const merged: Node = { kind: 'scalar', value: null, span: { start, end } };
    const items = [...list.items.slice(0, from), merged, ...list.items.slice(from + count)];
    return removeItem(document, { ...list, items }, from);
  }
}

function isWhole({ text, start, end }: Word): boolean {
  return start === 0 && end === text.value.length;
}

/** The list an argument stands in, wherever its host keeps them. */
export function listOf({ node }: Server, text: TextNode): ArrayNode | undefined {
  return find(node, 2);

  function find(object: ObjectNode, depth: number): ArrayNode | undefined {
    for (const { value } of object.properties) {
      if (value?.kind === 'array' && value.items.includes(text)) return value;
      const inner = value?.kind === 'object' && depth > 1 ? find(value, depth - 1) : undefined;
      if (inner) return inner;
    }
    return undefined;
  }
}

function removeVariable(config: Config, variable: Variable): TextEdit | undefined {
  const { server, entry, assignment } = variable;
  if (entry) {
    for (const { value } of server.node.properties) {
      if (value?.kind !== 'object') continue;
      const found = value.properties.find(({ key }) => key === entry.key);
      if (found) return removeProperty(config.document, value, found);
    }
    return undefined;
  }
  if (!assignment) return undefined;
  const { word } = assignment;
  const flag = launchesOf(server)
    .flatMap(({ flags }) => flags)
    .find(({ value }) => value?.word === word);
  if (flag) {
    return removeWords(config, server, flag.word === word ? [word] : [flag.word, word]);
  }
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
