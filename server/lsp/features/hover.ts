import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { pagesOf } from '../../../rules/catalog/pages.ts';
import { itemOf } from '../../../rules/checklists/index.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import { rules } from '../../../rules/index.ts';
import { groupedBy } from '../../../rules/text/groups.ts';
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
  const place = first?.at.span ?? tool?.nameAt;
  if (!place) return null;
  const parts: string[] = tool ? [describeTool(tool)] : [];
  for (const ofRule of groupedBy(found, ({ rule }) => rule).values())
    parts.push(await explain(session, versions, document.uri, ofRule));
  const links = [...found.flatMap(linksOf), ...(isSaid(session) ? [] : found.map(aboutOf))];
  if (links.length > 0) parts.push([...new Set(links)].join(' · '));
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') },
    range: rangeOf(document, place),
  };
}

/** All that a rule has to say here, each thing once. Only messages hold words of the file; everything else is ours. */
async function explain(
  session: Session,
  versions: InstalledVersions,
  uri: string,
  found: readonly Finding[],
): Promise<string> {
  const rule = found[0]?.rule ?? '';
  const { projects } = session;
  const meta = byId.get(rule) ?? projects.metaOf(rule);
  const item = meta?.items[0] && (itemOf(meta.items[0]) ?? projects.itemOf(meta.items[0]));
  const today = await Promise.all(found.map((it) => startsToday(versions, uri, it)));
  const about = item && `checklist item ${item.number}: ${item.title}`;
  const lines = isSaid(session)
    ? [about && `C${about.slice(1)}`]
    : [
        [`**${rule}**`, ...(about ? [about] : [])].join(' · '),
        ...found.map(({ message }) => escapeMarkdown(message)),
      ];
  const rest = [...today.map((it) => it && escapeMarkdown(it)), meta?.why];
  return [...new Set([...lines, ...rest].filter(Boolean))].join('\n\n');
}

/** Whether the editor has said it already: the message, with a link to the rule. */
function isSaid({ client }: Session): boolean {
  return client.options.findingsInHover === true;
}

function aboutOf({ rule }: Finding): string {
  return `[About ${rule}](${rulePage(rule)})`;
}

/** Where the owner of a credential goes with it. Some kinds of tokens have a page of their own. */
function linksOf({ credential }: Finding): readonly string[] {
  const { revoke, leastPrivilege } = pagesOf(credential?.provider, credential?.label ?? '');
  return [
    ...(revoke ? [`[Revoke it](${revoke})`] : []),
    ...(leastPrivilege ? [`[Create one that can do less](${leastPrivilege})`] : []),
  ];
}
