import type { ItemOutcome, Status } from '../../../rules/checklists/checklist.ts';
import type { Severity, Suppressed } from '../../../rules/findings/finding.ts';
import { hostById } from '../../../rules/hosts/index.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { FileReport, FindingReport, Summary } from '../report.ts';
import { indented, wrapped } from '../wrap.ts';
import type { Frame } from './frame.ts';
import type { Format, Look } from './reporter.ts';
import { columns, paint, severityColours } from './style.ts';

/** The report for a person: findings by file, then how many of what. */
export const textReport: Format['begin'] = (look) => {
  const sums = new Totals();
  let parts = 0;
  return {
    file(report, details) {
      sums.add(report);
      const text = fileText(look, report, details?.frames);
      if (text === '') return '';
      parts += 1;
      return parts === 1 ? text : `\n${text}`;
    },
    *end({ items, summary, projects = [] }) {
      if (look.only !== undefined) return;
      if (sums.configs === 0 && parts === 0) {
        const looked = sums.files > 0 ? ` in ${count(sums.files, 'file')}` : '';
        const [project] = projects;
        if (project) yield `No findings in the server project ${project.name}.\n`;
        else yield `No MCP config was found${looked}.\n`;
        return;
      }
      const off = sums.switchedOff();
      const said =
        sums.configs === 0
          ? [`${totals(summary)}.`, ...(off ? [off] : [])]
          : sums.lines(items(), summary).flatMap((it) => wrapped(it, look.width));
      yield `${parts > 0 ? '\n' : ''}${said.join('\n')}\n`;
    },
  };
};

/** What files come to that are not kept. */
export class Totals {
  files = 0;
  configs = 0;
  #silenced = 0;
  /** How much each rule would have found that somebody switched off. */
  readonly #off = new Map<string, number>();

  add({ host, findings }: FileReport): void {
    this.files += 1;
    if (host !== '') this.configs += 1;
    for (const { suppressed, rule } of findings) {
      if (suppressed) this.#silenced += 1;
      if (suppressed?.by === 'off') this.#off.set(rule, (this.#off.get(rule) ?? 0) + 1);
    }
  }

  /** What was found in all, in two sentences. */
  lines(items: Iterable<ItemOutcome>, summary: Summary): readonly string[] {
    const states = [...items].map(({ status }) => status);
    const having = (status: Status): number => states.filter((it) => it === status).length;
    const accepted = having('accepted') > 0 ? `, ${having('accepted')} accepted` : '';
    const said = `${having('pass')} pass, ${having('fail')} fail, ${having('review')} to review${accepted}`;
    const silenced = this.#silenced > 0 ? ` (${this.#silenced} silenced)` : '';
    const off = this.switchedOff();
    return [
      `${totals(summary)}${silenced} in ${count(this.configs, 'config')} with ${count(summary.servers, 'server')}.`,
      `Of the ${states.length} items of the checklist ${said}; "mcp-checklist checklist" shows them.`,
      ...(off === undefined ? [] : [off]),
    ];
  }

  /** The rules that somebody switched off, and how much that hides; undefined where it hides nothing. */
  switchedOff(): string | undefined {
    if (this.#off.size === 0) return undefined;
    const rules = [...this.#off].map(([rule, own]) => `${rule} (${count(own, 'finding')})`);
    return `Switched off: ${rules.sort().join(', ')}.`;
  }
}

function fileText(
  look: Look,
  { path, host, project, findings }: FileReport,
  frames: readonly Frame[] | undefined,
): string {
  if (findings.length === 0) return '';
  const open = findings
    .map((finding, index) => ({ ...finding, frame: frames?.[index] }))
    .filter(({ suppressed, severity }) => !suppressed && isWanted(severity, look.only));
  if (open.length === 0 && look.only !== undefined) return '';
  const rows = open.map(({ range: { start }, severity, message, rule }) => [
    `  ${start.line + 1}:${start.character + 1}`,
    severity,
    message,
    rule,
  ]);
  const lines = columns(rows).map((row, index) => findingText(look, row, open[index]?.frame));
  const label =
    project === undefined
      ? (hostById(host)?.label ?? host)
      : `server project${project === '.' ? '' : ` ${project}`}`;
  const aside = label === '' ? '' : ` ${paint(look, 'gray', `(${label})`)}`;
  const heading = `${paint(look, 'bold', safe.text(path))}${aside}`;
  return `${heading}\n${[...lines, ...silencedLines(look, findings)].join('\n')}\n`;
}

/** From the worst down. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function isWanted(severity: Severity, only: Look['only']): boolean {
  if (only === undefined) return true;
  return only !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(only);
}

/** A finding as wide as there is room. The rule stands behind the message, else behind the mark below it. */
function findingText(
  look: Look,
  [place = '', severity = '', message = '', rule = '']: readonly string[],
  frame: Frame | undefined,
): string {
  const colour = severityColours[severity.trim() as Severity];
  const name = paint(look, 'gray', rule);
  const head = `${place}  ${paint(look, colour, severity)}  `;
  const margin = place.length + severity.length + 4;
  const { width } = look;
  if (width === undefined || look.brief || margin + message.length + 2 + rule.length <= width) {
    const line = `${head}${message}  ${name}`;
    return frame ? `${line}\n${frameText(look, frame)}` : line;
  }
  const lines = indented(message.trimEnd(), margin, width);
  const first = head + (lines[0]?.slice(margin) ?? '');
  const last = lines.at(-1) ?? '';
  const fits = last.length + 2 + rule.length <= width;
  const written = [first, ...lines.slice(1)].join('\n');
  if (!frame) return fits ? `${written}  ${name}` : `${written}\n${' '.repeat(margin)}${name}`;
  return `${written}${fits ? `  ${name}` : ''}\n${frameText(look, frame, fits ? '' : `  ${name}`)}`;
}

/** Below what is open, what somebody silenced: it holds all the same, and a change can silence what it brings. */
function silencedLines(look: Look, findings: readonly FindingReport[]): readonly string[] {
  if (look.only !== undefined) return [];
  return findings.flatMap(({ suppressed, range: { start }, message, rule }) => {
    if (!suppressed || suppressed.by === 'off') return [];
    const head = `  ${start.line + 1}:${start.character + 1}  silenced  `;
    const why = `${rule}, ${silencedWhy(suppressed)}`;
    const shown = head.replace('silenced', paint(look, 'gray', 'silenced'));
    const lines = indented(`${message}  ${why}`, head.length, look.width);
    const text = [shown + (lines[0] ?? '').slice(head.length), ...lines.slice(1)].join('\n');
    return [look.width === undefined ? text.replace(why, paint(look, 'gray', why)) : text];
  });
}

/** Who silenced a finding, until when, and why. */
export function silencedWhy({ by, reason, until }: Suppressed): SafeText {
  if (by === 'baseline') return sentence`in the baseline`;
  if (by === 'off') return reason;
  const where = by === 'comment' ? sentence`by a comment` : sentence`in ${safe.name(PROJECT_FILE)}`;
  const end = until ? sentence` until ${until}` : sentence``;
  return sentence`${where}${end}: ${reason}`;
}

/** The line, and underlined what the finding is about. */
function frameText(look: Look, { before, marked, after }: Frame, end = ''): string {
  const margin = `      ${paint(look, 'gray', '│')} `;
  const mark = paint(look, 'red', '~'.repeat(Math.max(1, [...marked].length)));
  return `${margin}${before}${marked}${after}\n${margin}${' '.repeat([...before].length)}${mark}${end}`;
}

export function totals({ error, warning, information, hint }: Summary): string {
  const total = error + warning + information + hint;
  if (total === 0) return 'No findings';
  const kinds = [
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    information > 0 && `${information} information`,
    hint > 0 && count(hint, 'hint'),
  ].filter((kind) => kind !== false);
  return `${count(total, 'finding')} (${kinds.join(', ')})`;
}
