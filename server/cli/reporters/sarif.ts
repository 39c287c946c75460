import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Fix,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  ToolComponent,
} from 'sarif';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { Finding, Severity } from '../../../rules/findings/finding.ts';
import { editsOfFile, editsOfOthers } from '../../../rules/fixes/file-edits.ts';
import { rules } from '../../../rules/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { codeSource, type SafeSource, safeSource } from '../../../rules/secrets/safe-source.ts';
import { pageOf } from '../../machine/pages.ts';
import { rangeOf } from '../../machine/ranges.ts';
import { rulePage } from '../../machine/rule-page.ts';
import type { Judged } from '../inspection.ts';
import type { FileReport } from '../report.ts';
import type { Format } from './reporter.ts';
import { sarifLog } from './sarif-log.ts';

const LEVELS = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, string>;

/** What GitHub sorts alerts by. */
const SECURITY_SEVERITIES = { error: '8.0', warning: '5.5', information: '3.0', hint: '1.0' };

const CWE = 'CWE';
const OWASP = 'OWASP MCP Top 10';

/** What rules found, as a SARIF log. Its rules come first, and which ones is known at the end. */
export const sarifReport: Format['begin'] = () => {
  const results: Result[] = [];
  return {
    file(_, details) {
      results.push(...(details?.results ?? []));
      return '';
    },
    end({ projectRules = [] }) {
      const metas = [...rules.map(({ meta }) => meta), ...projectRules];
      return [
        sarifLog(
          metas.map((meta) => descriptorOf(meta)),
          results,
          {
            driver: { supportedTaxonomies: [{ name: CWE }, { name: OWASP }] },
            run: { taxonomies: taxonomies(metas) },
          },
        ),
      ];
    },
  };
};

function descriptorOf({
  id,
  severity,
  tier,
  finds,
  why,
  items: [item],
  standards,
}: RuleMeta): ReportingDescriptor {
  const page = pageOf(id) ?? '';
  const related = [
    ...standards.cwe.map((number) => ({ id: `CWE-${number}`, toolComponent: { name: CWE } })),
    ...standards.owaspMcp.map((it) => ({ id: it, toolComponent: { name: OWASP } })),
  ];
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `Finds ${finds}.` },
    fullDescription: { text: why },
    help: { text: `${why} ${rulePage(id)}`, markdown: page },
    helpUri: rulePage(id),
    defaultConfiguration: { enabled: tier === 'default', level: LEVELS[severity] },
    relationships: related.map((target) => ({ target, kinds: ['relevant'] })),
    properties: {
      tags: ['security', 'mcp', ...standards.cwe.map((it) => `external/cwe/cwe-${it}`)],
      precision: 'high',
      'security-severity': SECURITY_SEVERITIES[severity],
      ...(item !== undefined && { checklistItem: item }),
    },
  };
}

function taxonomies(metas: readonly RuleMeta[]): ToolComponent[] {
  const all = metas.map(({ standards }) => standards);
  const cwe = [...new Set(all.flatMap((it) => it.cwe))].sort((a, b) => a - b);
  const owasp = [...new Set(all.flatMap(({ owaspMcp }) => owaspMcp))].sort();
  return [
    {
      name: CWE,
      organization: 'MITRE',
      informationUri: 'https://cwe.mitre.org/',
      taxa: cwe.map((number) => ({
        id: `CWE-${number}`,
        helpUri: `https://cwe.mitre.org/data/definitions/${number}.html`,
      })),
    },
    {
      name: OWASP,
      version: '2025',
      organization: 'OWASP',
      informationUri: 'https://owasp.org/www-project-mcp-top-10/',
      taxa: owasp.map((id) => ({ id })),
    },
  ];
}

/** The results of one file; of its text they hold what a fix writes, and nothing that looks like a secret. */
export function sarifResults(
  { shown: path, text, analysis }: Pick<Judged, 'shown' | 'text' | 'analysis'>,
  report: FileReport,
): Result[] {
  const document = TextDocument.create('', 'plaintext', 0, text);
  const isCode = analysis.findings[0]?.about.kind === 'project';
  const source = isCode
    ? codeSource(text)
    : safeSource(text, analysis.config, analysis.credentials);
  const seen = new Map<string, number>();
  return analysis.findings.map((finding, index): Result => {
    const shown = report.findings[index];
    if (!shown) throw new Error('a finding is not in the report');
    const identity = `${finding.rule}\0${path}\0${shown.server}\0${shown.pointer}`;
    const nth = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, nth);
    return {
      ruleId: finding.rule,
      level: LEVELS[finding.severity],
      message: { text: shown.message },
      locations: [
        {
          physicalLocation: locationOf(path, shown.range),
          ...(shown.server !== '' && {
            logicalLocations: [{ name: shown.server, fullyQualifiedName: shown.pointer }],
          }),
        },
      ],
      relatedLocations: shown.related.map(({ path: other, range, message }, id) => ({
        id,
        physicalLocation: locationOf(other, range),
        message: { text: message },
      })),
      ...codeFlows(path, finding, shown),
      partialFingerprints: {
        // Where in the structure, not on which line: it survives what is written above.
        'mcpChecklist/v1': createHash('sha256').update(`${identity}\0${nth}`).digest('hex'),
      },
      fixes: fixesOf(path, document, source, finding),
      suppressions: shown.suppressed
        ? [
            {
              kind: shown.suppressed.by === 'comment' ? 'inSource' : 'external',
              status: 'accepted',
              justification: shown.suppressed.reason,
            },
          ]
        : [],
    };
  });
}

/** The way from what the model controls to where it does harm; only findings about source have one. */
function codeFlows(
  path: string,
  { about }: Finding,
  { related, range, message }: FileReport['findings'][number],
): Pick<Result, 'codeFlows'> {
  if (about.kind !== 'project' || related.length === 0) return {};
  const steps = [...related, { path, range, message }].map((step) => ({
    location: {
      physicalLocation: locationOf(step.path, step.range),
      message: { text: step.message },
    },
  }));
  return { codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}

/** Fixes whose edits are known without asking anybody. */
function fixesOf(
  path: string,
  document: TextDocument,
  source: SafeSource,
  { at, fixes }: Finding,
): Fix[] {
  return fixes.flatMap((fix): Fix[] => {
    if (fix.lookup) return [];
    const all = fix.edits();
    // Of other files nobody has the text here.
    if (editsOfOthers(all, at.file).length > 0) return [];
    const edits = editsOfFile(all, at.file, document.getText());
    // One that puts a value, or an order to a CI runner, somewhere else would carry it into the report.
    if (
      edits.length === 0 ||
      edits.some(({ newText }) => source.carries(newText) || !isPlain(newText))
    )
      return [];
    return [
      {
        description: { text: fix.title },
        artifactChanges: [
          {
            artifactLocation: artifactOf(path),
            replacements: edits.map(({ span, newText }) => ({
              deletedRegion: regionOf(rangeOf(document, span)),
              insertedContent: { text: newText },
            })),
          },
        ],
      },
    ];
  });
}

function isPlain(text: string): boolean {
  return safe.lines(text) === text.replace(/[\t\r]+/g, ' ');
}

/** A place in a file, as SARIF has it. */
export function locationOf(path: string, range: Range): PhysicalLocation {
  return { artifactLocation: artifactOf(path), region: regionOf(range) };
}

function artifactOf(path: string): ArtifactLocation {
  const shown = safe.text(path);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split(/[\\/]/).map(encodeURIComponent).join('/') };
}

/** SARIF counts from 1, and its end is the place behind, as ours. */
function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
