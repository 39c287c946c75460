import { join } from 'node:path';
import type { DraftOffer, DraftParams } from '../../protocol.ts';
import { editOfFiles, joinChanges } from '../edits.ts';
import type { Session } from '../session.ts';

/** What helps with an item of a project's publish list, each with the edit that writes it: see {@link drafts}. */
export async function draftsOf(
  session: Session,
  { uri, item }: DraftParams,
): Promise<readonly DraftOffer[]> {
  const offers: DraftOffer[] = [];
  const number = Number(/^publish\/(\d{1,2})$/.exec(item)?.[1]);
  for (const { edits, folder, link, ...help } of await session.projects.help(uri, number)) {
    const own = edits.map((it) => ({ ...it, file: join(folder, it.file) }));
    const { changes, refused } = await editOfFiles(session, own, new Map());
    // One that cannot be written as a whole is not offered.
    if (refused.length > 0) continue;
    const change = changes.length > 0 ? joinChanges(changes) : { edit: null, judged: [] };
    offers.push({ ...help, link: link ?? null, ...change });
  }
  return offers;
}
