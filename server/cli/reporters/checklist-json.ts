import type { Checklist, ItemStatus, Status } from '../../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../../rules/checklists/evidence.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { type Progress, progressFrom } from '../../../rules/checklists/progress.ts';
import { ROTATION, type Rotation, rotationsOf } from '../../../rules/checklists/rotation.ts';
import { placeOf } from '../../../rules/engine/about.ts';
import type { Evidence, Source, Word } from '../../../rules/findings/evidence.ts';
import type { Suppressed } from '../../../rules/findings/finding.ts';
import { type SafeText, safe } from '../../../rules/secrets/safe.ts';
import type { TextRange } from '../../../rules/text/span.ts';
import type { Group } from '../groups.ts';
import type { Inspection } from '../inspection.ts';
import { type Summary, tool } from '../report.ts';

/** What `checklist --format json` prints. Fields are added, never renamed or taken away, within one version. */
export interface ChecklistReport {
  readonly schemaVersion: 2;
  readonly tool: typeof tool;
  readonly checklists: readonly (ListReport | object)[];
  readonly summary: Summary;
}

interface ListReport {
  readonly id: string;
  readonly title: string;
  readonly subject: { readonly kind: Group['id']; readonly root: Group['root'] };
  readonly progress: Progress;
  readonly items: readonly ListItemReport[];
}

interface ListItemReport {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly effort: string;
  readonly status: Status;
  /** Why, in sentences. */
  readonly reason: SafeText;
  readonly evidence: readonly EvidenceReport[];
  /** How many findings are open, and how many somebody silenced. */
  readonly findings: number;
  readonly silenced: number;
  readonly servers: readonly object[];
  /** Of the item about rotation: every credential with its places, and what replacing it takes. */
  readonly credentials?: readonly object[];
}

interface EvidenceReport {
  readonly says: Evidence['says'];
  readonly text: SafeText;
  readonly file: SafeText;
  /** '' for the file itself. */
  readonly server: SafeText;
  /** Zero-based, in UTF-16 code units, as in LSP; null where it is about the whole. */
  readonly range: TextRange | null;
  readonly from: object;
  /** Who decided to live with it. */
  readonly accepted?: readonly Suppressed[];
}

/** @param more lists about other subjects than configs */
export function checklistJson(
  {
    groups,
    summary,
  }: { readonly groups: readonly Group[]; readonly summary: Inspection['summary'] },
  more: readonly object[] = [],
): string {
  const own = groups.flatMap((group) =>
    byList(group.items).map(({ list, items }) => listReport(list, items, group)),
  );
  const checklists = [...own, ...more];
  const report: ChecklistReport = { schemaVersion: 2, tool, checklists, summary };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function listReport(
  { id, title }: Checklist,
  items: readonly ItemStatus[],
  { id: kind, root, evidence }: Group,
): ListReport {
  const progress = progressFrom(items);
  return {
    id,
    title,
    subject: { kind, root },
    progress,
    items: items.map((it) => itemReport(it, evidence)),
  };
}

function itemReport(standing: ItemStatus, files: readonly FileEvidence[]): ListItemReport {
  const { item, status, reasons, evidence, findings, silenced, subjects } = standing;
  const { id, number, title, severity, effort } = item;
  const sentences = reasons.filter(({ about }) => about === undefined).map(({ text }) => text);
  return {
    id,
    number,
    title,
    severity,
    effort,
    status,
    reason: safe.join(sentences, ' '),
    evidence: evidence.map(evidenceReport),
    findings: findings.length,
    silenced: silenced.length,
    ...(id === ROTATION && { credentials: rotationsOf(files).map(rotationReport) }),
    servers: subjects.flatMap(({ about, status: own, text, word }) =>
      about.kind === 'server'
        ? {
            path: safe.text(about.file),
            server: about.name,
            status: own,
            text,
            ...(word && { attestation: wordReport(word) }),
          }
        : [],
    ),
  };
}

function rotationReport({ label, places, ...steps }: Rotation): object {
  return {
    label,
    places: places.map(({ path, use: { server, range, written } }) => ({
      file: safe.text(path),
      server,
      range,
      written,
    })),
    ...steps,
  };
}

function evidenceReport({ says, text, about, at, from, accepted }: Evidence): EvidenceReport {
  return {
    says,
    text,
    file: safe.text(placeOf(about)),
    server: about.kind === 'server' ? about.name : safe.text(''),
    range: at && 'range' in at ? at.range : null,
    from: sourceReport(from),
    ...(accepted && { accepted }),
  };
}

function sourceReport(from: Source): object {
  return 'person' in from ? { person: from.person, on: from.on, until: from.until } : from;
}

function wordReport({ person, on, until, note }: Word): object {
  return { by: person, on, until, ...(note !== undefined && { note }) };
}
