import type { Flow } from '../../project/flows/flow.ts';
import type { ServerProject } from '../../project/project.ts';
import { type Call, type Expression, lastName, visit } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';
import { givenTo, type Here, hereOf, written } from './here.ts';
import { withoutImport } from './imports.ts';
import { around, piecesOf, quoted } from './pieces.ts';

/** How a driver is given values: `?`, `$1` or `%s` in the statement, and how they are handed over. */
type Marks = '?' | '$' | '%s';

const DRIVERS: readonly (readonly [RegExp, Marks])[] = [
  [
    /^(?:pg|pg-promise|@neondatabase\/serverless|@vercel\/postgres|asyncpg|github\.com\/lib\/pq)$/,
    '$',
  ],
  [/^github\.com\/jackc\/pgx/, '$'],
  [/^(?:mysql2?|mysql2\/promise|sqlite3?|better-sqlite3|node:sqlite|bun:sqlite)$/, '?'],
  [/^(?:duckdb|aiosqlite|pyodbc)$/, '?'],
  [/^github\.com\/(?:mattn\/go-sqlite3|go-sql-driver\/mysql)$|^modernc\.org\/sqlite$/, '?'],
  [/^(?:psycopg2?|pymysql|MySQLdb|mysql\.connector|snowflake\.connector)$/, '%s'],
];

/** Placeholders for the values of a statement, where all of them stand where a value may stand. */
export function bound(project: ServerProject, flow: Flow): readonly TextEdit[] | undefined {
  const here = hereOf(project, flow);
  const { language } = here.module;
  const marks = marksOf(project, here);
  const pieces = piecesOf(here, flow.argument);
  if (!marks || !pieces) return undefined;
  const made = statement(here, pieces, marks);
  const handed = made && handOver(here, flow.call, flow.argument, marks, made.values);
  const source =
    flow.argument.kind === 'id'
      ? givenTo(here, flow.argument.name, flow.argument.start)
      : flow.argument;
  if (!made || !handed || !source || isUsedTwice(here, flow.argument)) return undefined;
  const { start, end } = source;
  const long = made.text.includes('\n');
  const text = long
    ? language === 'python'
      ? `"""${made.text}"""`
      : `\`${made.text}\``
    : quoted(made.text, language);
  const sprintf = source.kind === 'call' && lastName(source.callee) === 'Sprintf';
  return [
    ...(sprintf ? withoutImport(here, 'fmt', 1) : []),
    { span: { start, end }, newText: text },
    handed,
  ];
}

/** By what the file imports, or else by the one kind of driver that the project has. */
function marksOf({ libraries }: ServerProject, { module }: Here): Marks | undefined {
  const marks = (names: readonly string[]): readonly Marks[] => [
    ...new Set(
      names.flatMap((name) => DRIVERS.filter(([driver]) => driver.test(name)).map(([, it]) => it)),
    ),
  ];
  const own = marks(module.imports.map(({ from }) => from));
  const all = own.length > 0 ? own : marks(libraries.map(({ name }) => name));
  return all.length === 1 ? all[0] : undefined;
}

/** Behind these a value may stand; anywhere else it is the name of a table, a column or an order. */
const BEFORE_VALUE =
  /(?:[=<>]|\b(?:LIKE|ILIKE|LIMIT|OFFSET|BETWEEN|AND|GLOB|MATCH)|\b(?:IN|VALUES)\s*\((?:[^()]{0,200},)?)\s{0,9}(['"]?)(%?)$/i;

interface Statement {
  readonly text: string;
  /** As the language writes them. */
  readonly values: readonly string[];
}

function statement(
  here: Here,
  pieces: readonly (string | Expression)[],
  marks: Marks,
): Statement | undefined {
  let text = '';
  let skip = '';
  const values: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      text += piece.slice(skip.length);
      skip = '';
      continue;
    }
    const place = BEFORE_VALUE.exec(text);
    const next = pieces[index + 1];
    const after = typeof next === 'string' ? next : '';
    const [, quote = '', like = ''] = place ?? [];
    const closes = /^%?/.exec(after)?.[0] ?? '';
    if (!place || !after.slice(closes.length).startsWith(quote)) return undefined;
    if ((like !== '' || closes !== '') && quote === '') return undefined;
    text = text.slice(0, text.length - quote.length - like.length);
    skip = closes + quote;
    values.push(around(like, written(here, piece), closes, here.module.language));
    text += marks === '$' ? `$${values.length}` : marks;
  }
  return (marks === '%s' && /%(?!s)/.test(text)) || values.length === 0
    ? undefined
    : { text, values };
}

/** The values, where the driver wants them. */
function handOver(
  here: Here,
  call: Call,
  argument: Expression,
  marks: Marks,
  values: readonly string[],
): TextEdit | undefined {
  const { language, imports } = here.module;
  const at = (place: number, newText: string): TextEdit => ({
    span: { start: place, end: place },
    newText,
  });
  const list = values.join(', ');
  if (call.args.at(-1)?.value !== argument) return undefined;
  if (language === 'go') return at(argument.end, `, ${list}`);
  if (language === 'python') {
    if (marks === '$') return at(argument.end, `, ${list}`);
    return at(argument.end, `, (${list}${values.length === 1 ? ',' : ''})`);
  }
  const spread = imports.some(({ from }) =>
    /^(?:better-sqlite3|node:sqlite|bun:sqlite)$/.test(from),
  );
  if (!spread) return at(argument.end, `, [${list}]`);
  // `db.prepare("…").all()`: the values go to the call behind it.
  const behind = /^\s*\.\s*(?:all|get|run|iterate|values)\(\s*\)/.exec(here.text.slice(call.end));
  return behind ? at(call.end + behind[0].length - 1, list) : undefined;
}

/** Whether the text has a name that is used for something else as well. */
function isUsedTwice({ scope }: Here, argument: Expression): boolean {
  if (argument.kind !== 'id') return false;
  let uses = 0;
  for (const event of scope.events) {
    const value = 'value' in event ? event.value : event.kind === 'test' ? event.test : undefined;
    if (value)
      visit(value, (part) => {
        if (part.kind === 'id' && part.name === argument.name) uses += 1;
      });
  }
  return uses !== 1;
}
