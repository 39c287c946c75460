import { basename, dirname } from 'node:path';
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver';
import { offFiles } from '../../rules/hosts/index.ts';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { CONFIG_GLOBS } from '../machine/find.ts';
import type { Session } from './session.ts';

/** Asks the client to tell about what changes on disk and changes a judgement, where it can. */
export async function watchConfigs(session: Session): Promise<void> {
  const { client, connection } = session;
  if (!client.registersWatchers) return;
  const watchers: FileSystemWatcher[] = [
    ...CONFIG_GLOBS.map((globPattern) => ({ globPattern })),
    { globPattern: `**/{${PROJECT_FILE},.gitignore}` },
    ...offFiles.map((path) => ({ globPattern: `**/${path}` })),
    // Where a server project may begin.
    { globPattern: '**/{package.json,pyproject.toml,requirements.txt,go.mod,server.json}' },
  ];
  if (client.watchesElsewhere)
    watchers.push(...(await homeWatchers(session)), ...(await policyWatchers(session)));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** What a team decided may stand above the folder that is open, in the same repository. */
async function policyWatchers({ facts, runtime }: Session): Promise<readonly FileSystemWatcher[]> {
  return (await facts.policyFoldersAbove()).map((folder) => ({
    globPattern: { baseUri: runtime.uriOf(folder), pattern: PROJECT_FILE },
  }));
}

/** A person's own configs are in no open folder: each of their folders is watched for itself, and not below. */
async function homeWatchers({ runtime, settings }: Session): Promise<readonly FileSystemWatcher[]> {
  if (!(await settings.for('')).home) return [];
  const byFolder = new Map<string, string[]>();
  for (const path of await runtime.homeConfigs()) {
    const folder = dirname(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), basename(path)]);
  }
  return [...byFolder].map(([folder, names]) => ({
    globPattern: {
      baseUri: runtime.uriOf(folder),
      pattern: names.length === 1 ? (names[0] ?? '') : `{${names.join(',')}}`,
    },
  }));
}
