import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { packageLinks } from '../../../rules/config/package-pages.ts';
import { rangeOf } from '../../machine/ranges.ts';
import type { Session } from '../session.ts';

/** From the name of a package, an image or a repository to its page. */
export async function documentLinks(
  session: Session,
  { textDocument }: DocumentLinkParams,
): Promise<DocumentLink[]> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return [];
  const { analysis } = await session.analyses.of(document);
  if (!analysis.config) return [];
  return packageLinks(analysis.config).map(({ span, url, site }) => ({
    range: rangeOf(document, span),
    target: url,
    tooltip: `Look it up on ${site}`,
  }));
}
