import type { Severity } from '../../../rules/findings/finding.ts';
import type { FileReport } from '../report.ts';
import type { Format } from './reporter.ts';
import { silencedWhy } from './text.ts';

const LEVELS = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
} as const satisfies Record<Severity, string>;

/** One workflow command per finding: GitHub shows them beside the lines of a pull request. */
export const githubReport: Format['begin'] = () => ({ file: commandsOf, end: () => [] });

function commandsOf({ path, findings }: FileReport): string {
  let result = '';
  for (const { suppressed, severity, rule, message, range } of findings) {
    // What it hides is in the summary of every report; a mark at each place would be the finding again.
    if (suppressed?.by === 'off') continue;
    const { start, end } = range;
    const columns =
      start.line === end.line ? { col: start.character + 1, endColumn: end.character } : {};
    const properties = {
      file: path,
      line: start.line + 1,
      endLine: end.line + 1,
      ...columns,
      title: suppressed ? `${rule} (silenced)` : rule,
    };
    const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
    // What is silenced marks its line as well: a pull request must not hide what it brings.
    const level = suppressed ? 'notice' : LEVELS[severity];
    const said = suppressed ? `${message} Silenced ${silencedWhy(suppressed)}` : message;
    result += `::${level} ${written.join(',')}::${data(said)}\n`;
  }
  return result;
}

/** Nothing in a file or its name may end a command and begin another. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
