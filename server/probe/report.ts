import { itemOf } from '../../rules/checklists/index.ts';
import type { ProbeRecord, ProbeVerdict } from '../../rules/findings/probe-record.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../machine/markdown.ts';
import { commandLine } from './consent.ts';
import { type Told, told } from './told.ts';
import type { Outcome, Plan, ToolSeen } from './types.ts';

const HEADINGS: readonly (readonly [verdict: ProbeVerdict, heading: string, sign: string])[] = [
  ['fail', 'Wrong', '✗'],
  ['review', 'To look at', '?'],
  ['pass', 'Right', '✓'],
  ['info', 'Beside that', '·'],
];

const HINTS: Readonly<Record<ToolSeen['hint'], string>> = {
  readOnly: 'only reads',
  writes: 'writes',
  unsaid: 'nothing',
};

/** All that a probe showed, as a page of Markdown: what a server said is in it as text, and names only. */
export function reportOf(plan: Plan, outcome: Outcome): string {
  const { steps, started, ran } = outcome;
  const version = ran === undefined ? '' : ` ${shown(safe.name(ran))}`;
  return [
    `# ${shown(safe.name(plan.server))}${version}`,
    '',
    `Probed on ${started.slice(0, 16).replace('T', ' ')} UTC with ${withWhat(outcome)}.`,
    '',
    ...startedBy(plan),
    ...HEADINGS.flatMap(([verdict, heading, sign]) => listed(told(steps), verdict, heading, sign)),
    ...toolTable(outcome.listed),
    ...hostTable(outcome),
  ].join('\n');
}

/** What is left of a probe when its report is gone: verdicts, and nothing of the server. */
export function reportOfRecord(record: ProbeRecord): string {
  const { server, ran, on, until, steps, credentials } = record;
  const version = ran === undefined ? '' : ` ${shown(safe.name(ran))}`;
  const rows = Object.entries(steps).map(
    ([id, verdict]) => `| ${shown(safe.name(id))} | ${signOf(verdict)} |`,
  );
  return [
    `# ${shown(safe.name(server))}${version}`,
    '',
    `Probed on ${shown(safe.name(on))}, with ${kindOf(credentials)}; counts until ${shown(safe.name(until))}. ` +
      'What it said in words is not kept: probe it again to read it.',
    '',
    '| Step | |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** What providers said of the credentials of a server, below the report of its probe where there is one. */
export function reportOfAsked(
  server: SafeText,
  asked: readonly (readonly SafeText[])[],
  probed: string | undefined,
): string {
  return [
    ...(probed === undefined
      ? [`# ${shown(server)}`, '', 'It has not been probed since it last changed.', '']
      : [probed]),
    '## What providers said',
    '',
    ...asked.map((words) => `- ${words.map(shown).join(' ')}`),
    '',
    'Names of scopes and dates are kept. Another value under the same name is another credential: ask about it anew.',
    '',
  ].join('\n');
}

function withWhat({ credentials, network, sandbox }: Outcome): string {
  const provider =
    network === 'answered' ? 'a made-up provider' : network === 'real' ? 'the network' : '';
  const box = sandbox === 'none' ? '' : sandbox;
  return [kindOf(credentials), provider, box].filter((it) => it !== '').join(', ');
}

function kindOf(credentials: Outcome['credentials']): string {
  if (credentials === 'none') return 'no credential';
  return credentials === 'real' ? 'real credentials' : 'made-up credentials';
}

function startedBy(plan: Plan): readonly string[] {
  if (plan.transport !== 'stdio') return [];
  // As a block of code, in which nothing is markup; no line of it can end the block.
  return ['```text', safe.text(commandLine(plan)).replaceAll('```', "'''"), '```', ''];
}

function listed(
  steps: readonly Told[],
  wanted: ProbeVerdict,
  heading: string,
  sign: string,
): readonly string[] {
  const own = steps.filter(({ verdict }) => verdict === wanted);
  if (own.length === 0) return [];
  const lines = together(own).map((it) => `- ${sign} ${it}`);
  return [`## ${heading} (${own.length})`, '', ...lines, ''];
}

/** Steps that saw the same at several starts are one line: "… when the provider says 401, or when debug output is on." */
function together(steps: readonly Told[]): readonly string[] {
  const lines = new Map<string, { readonly items: string; readonly parts: string[] }>();
  for (const { sentence: said, items } of steps) {
    // Of one sentence alone.
    const at = said.indexOf('. ') < 0 && said.endsWith('.') ? said.indexOf(WHEN) : -1;
    const what = at < 0 ? said : said.slice(0, at);
    const when = at < 0 ? undefined : said.slice(at, -1);
    const key = `${items.join(' ')} ${what}`;
    const line = lines.get(key);
    if (!line) lines.set(key, { items: itemsIn(items), parts: [`${what}${when ?? ''}`] });
    else if (when !== undefined) line.parts.push(when.trimStart());
  }
  return [...lines.values()].map(({ items, parts }) => {
    const last = parts.length > 1 ? `, or ${parts.pop()}` : '';
    const text = `${parts.join(', ')}${last}`;
    return `${shown(safe.text(text.endsWith('.') ? text : `${text}.`))}${items}`;
  });
}

const WHEN = ' when ';

function itemsIn(items: readonly string[]): string {
  const names = items.flatMap((id) => {
    const item = itemOf(id as Parameters<typeof itemOf>[0]);
    return item ? [`${item.number}. ${item.short}`] : [];
  });
  return names.length === 0 ? '' : ` *(${names.join(', ')})*`;
}

function toolTable(tools: readonly ToolSeen[]): readonly string[] {
  if (tools.length === 0) return [];
  const rows = tools.map(
    ({ name, hint, called }) =>
      `| ${shown(safe.name(name))} | ${HINTS[hint]} | ${called ? 'yes' : ''} |`,
  );
  return ['## Tools', '', '| Tool | It says it | Called |', '|---|---|---|', ...rows, ''];
}

function hostTable({ hosts }: Outcome): readonly string[] {
  if (hosts.length === 0) return [];
  const rows = hosts.map(
    ({ host, times, credential }) =>
      `| ${shown(safe.name(host))} | ${times} | ${credential === 'url' ? 'in the address' : (credential ?? '')} |`,
  );
  return [
    '## What it asked for',
    '',
    '| Host | Requests | Credential |',
    '|---|---|---|',
    ...rows,
    '',
  ];
}

function signOf(verdict: ProbeVerdict): string {
  return HEADINGS.find(([it]) => it === verdict)?.[2] ?? '';
}

function shown(text: SafeText): string {
  return escapeMarkdown(text);
}
