import { type Expression, lastName } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';
import { givenTo, type Here, statementLine, written } from './here.ts';
import { broughtIn } from './imports.ts';

const MESSAGE = 'The path leaves the allowed folder';

/**
 * A look at where a path leads, in front of the statement that opens it: it has to stay in the folder that it is put
 * behind, or else in the one that the program was started in.
 */
export function contained(here: Here, path: Expression): readonly TextEdit[] | undefined {
  const line = statementLine(here, path.start);
  const name = written(here, path);
  if (!line || name.includes('\n') || name.length > 100) return undefined;
  if (!/^(?:id|member|call)$/.test(path.kind)) return undefined;
  if (path.kind === 'call' && !JOINS.test(lastName(path.callee))) return undefined;
  const { language } = here.module;
  if (language === 'go') return local(here, path, line.start, line.indent);
  const base = baseOf(here, path);
  const insert = (newText: string): TextEdit => ({
    span: { start: line.start, end: line.start },
    newText,
  });
  if (language === 'python') {
    const os = broughtIn(here, 'os', 'os');
    if (!os) return undefined;
    const real = `${os.local}.path.realpath`;
    const folder = base ?? `${os.local}.getcwd()`;
    const { indent } = line;
    const test = `if not ${real}(${name}).startswith(${real}(${folder}) + ${os.local}.sep):`;
    const body = `${indent}    raise ValueError("${MESSAGE}")`;
    return [...os.edits, insert(`${indent}${test}\n${body}\n`)];
  }
  const module = broughtIn(here, 'node:path', 'path');
  if (!module) return undefined;
  const { local: lib } = module;
  const folder = base ?? 'process.cwd()';
  const { indent } = line;
  const test = `if (!${lib}.resolve(${folder}, ${name}).startsWith(${lib}.resolve(${folder}) + ${lib}.sep)) {`;
  return [
    ...module.edits,
    insert(`${indent}${test}\n${indent}  throw new Error('${MESSAGE}');\n${indent}}\n`),
  ];
}

const JOINS = /^(?:join|resolve|Join)$/;

/** `ROOT` of `join(ROOT, name)`, also where the path has a name of its own. */
function baseOf(here: Here, path: Expression): string | undefined {
  const made = path.kind === 'id' ? givenTo(here, path.name, path.start) : path;
  if (made?.kind !== 'call' || !JOINS.test(lastName(made.callee)) || made.args.length < 2)
    return undefined;
  const first = made.args[0]?.value;
  return first && /^(?:text|id|member)$/.test(first.kind) ? written(here, first) : undefined;
}

/** `if !filepath.IsLocal(name)`, in the handler itself: what another function gives back is not known. */
function local(
  here: Here,
  path: Expression,
  start: number,
  indent: string,
): readonly TextEdit[] | undefined {
  const given = path.kind === 'call' ? path.args.at(-1)?.value : path;
  const result = /CallToolResult\b/.test(here.scope.returns?.text ?? '');
  const mcp = here.module.imports.find(({ from }) => from === 'github.com/mark3labs/mcp-go/mcp');
  const filepath = broughtIn(here, 'path/filepath', 'filepath');
  if (given?.kind !== 'id' || !result || !mcp || !filepath) return undefined;
  const answer = `${mcp.local}.NewToolResultError("the path leaves the allowed folder"), nil`;
  const newText = `${indent}if !${filepath.local}.IsLocal(${given.name}) {\n${indent}\treturn ${answer}\n${indent}}\n`;
  return [...filepath.edits, { span: { start, end: start }, newText }];
}
