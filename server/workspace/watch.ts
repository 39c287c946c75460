import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { CONFIG_GLOB } from './find.ts';

/** Asks the client to tell about configs that change on disk, where it can. */
export async function watchConfigs({ client, connection }: Session): Promise<void> {
  if (!client.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: CONFIG_GLOB }],
  });
}
