import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { projectService } from '../../../server/project/service.ts';
import type { FolderService, ProjectService } from '../../../server/project/types.ts';
import { nodeRuntime } from '../../../server/runtime/node-runtime.ts';
import { connect, type TestClient } from '../client.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/project');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a fixture that may be written in. */
export function copyOf(fixture: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  folders.push(folder);
  cpSync(join(FIXTURES, fixture), folder, { recursive: true });
  return folder;
}

/** What a thread of its own would do, in this one: what goes in and out is cloned, so that it could be sent. */
export const reader: ProjectService & { opened: string[]; judged: number } = {
  opened: [],
  judged: 0,
  async open(folder) {
    reader.opened.push(folder);
    const service = await projectService.open(folder);
    return service && cloning(service);
  },
  ruleMetas: () => projectService.ruleMetas().then((it) => structuredClone(it)),
};

function cloning(service: FolderService): FolderService {
  return {
    change: (...args) => service.change(...structuredClone(args)),
    judge: async (...args) => {
      reader.judged += 1;
      return structuredClone(await service.judge(...structuredClone(args)));
    },
    tryText: async (...args) => structuredClone(await service.tryText(...structuredClone(args))),
    help: async (...args) => structuredClone(await service.help(...structuredClone(args))),
  };
}

/** An editor that has a folder open; what it does not have open is read from disk. */
export function editorOf(
  folder: string,
  options: Partial<Parameters<typeof connect>[0]> = {},
): Promise<TestClient> {
  reader.opened = [];
  reader.judged = 0;
  const { readText, findConfigs, isFoundIn, exists, isLink } = nodeRuntime;
  return connect({
    options: { checklist: true, ignores: true },
    folders: [folder],
    ...options,
    runtime: {
      readText,
      findConfigs,
      isFoundIn,
      exists,
      isLink,
      projects: reader,
      ...options?.runtime,
    },
  });
}
