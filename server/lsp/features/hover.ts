import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { pagesOf } from '../../../rules/catalog/pages.ts';
import { itemOf } from '../../../rules/checklists/index.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import { rules } from '../../../rules/index.ts';
import type { SafeText } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import { rangeOf } from '../../machine/ranges.ts';
import { rulePage } from '../../machine/rule-page.ts';
import type { InstalledVersions } from '../fixes/versions.ts';
import type { Session } from '../session.ts';
import { startsToday } from './starts-today.ts';
import { describeTool, toolAt } from './tool-hover.ts';

const byId = new Map(rules.map((rule) => [rule.meta.id, rule.meta]));

/** What the findings under the cursor mean: why they matter, and where a credential's owner goes with it. */
export async function hover(
  session: Session,
  versions: InstalledVersions,
  { textDocument, position }: HoverParams,
): Promise<Hover | null> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return null;
  const { shown } = await session.analyses.shownOf(document);
  const offset = document.offsetAt(position);
  const tool = toolAt(session.projects.now(document)?.tools ?? [], offset);
  const found = shown.findings.filter(
    ({ at: { span }, suppressed }) => !suppressed && span.start <= offset && offset <= span.end,
  );
  const [first] = found;
  const span = first?.at.span ?? tool?.nameAt;
  if (!span) return null;
  const today = await Promise.all(found.map((it) => startsToday(versions, document.uri, it)));
  const said = found.map((it, index) => explain(session, it, today[index]));
  const value = [...(tool ? [describeTool(tool)] : []), ...said].join('\n\n---\n\n');
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: rangeOf(document, span),
  };
}

/** Only the message holds words of the file; everything else is ours. */
function explain(
  { projects }: Session,
  { rule, message, credential }: Finding,
  today: SafeText | undefined,
): string {
  const meta = byId.get(rule) ?? projects.metaOf(rule);
  const item = meta?.items[0] && (itemOf(meta.items[0]) ?? projects.itemOf(meta.items[0]));
  // Some kinds of tokens have a page of their own.
  const { revoke, leastPrivilege } = pagesOf(credential?.provider, credential?.label ?? '');
  const links = [
    revoke && `[Revoke it](${revoke})`,
    leastPrivilege && `[Create one that can do less](${leastPrivilege})`,
    `[About ${rule}](${rulePage(rule)})`,
  ].filter((link) => link !== undefined && link !== '');
  const heading = item ? ` · checklist item ${item.number}: ${item.title}` : '';
  return [
    `**${rule}**${heading}`,
    escapeMarkdown(message),
    today && escapeMarkdown(today),
    meta?.why,
    links.join(' · '),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}
