import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import { ASKS_GIT, hostileRepository } from '../hostile.ts';
import { onChecklist } from '../items.ts';
import { ServerProcess } from './process.ts';

let base: string;
let root: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'mcp-checklist-hostile-'));
  root = join(base, 'work');
  mkdirSync(join(root, '.vscode'), { recursive: true });
  writeFileSync(join(root, '.vscode', 'mcp.json'), ASKS_GIT);
  hostileRepository(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** The first checklist with the config in it, and a moment for what comes after. */
async function checklist(server: ServerProcess): Promise<ChecklistState> {
  return new Promise((resolve) => {
    onChecklist(server.connection, (state) => {
      if (state.configs > 0) setTimeout(() => resolve(state), 1_000);
    });
  });
}

describe.runIf(process.platform !== 'win32')('the server in a hostile repository', () => {
  it.each([true, false])('runs nothing that it names; trusted: %s', async (trusted) => {
    const server = new ServerProcess(base);
    try {
      const done = checklist(server);
      await server.start(pathToFileURL(root).href, { trusted });
      await done;
      await server.diagnostics(pathToFileURL(join(root, '.vscode', 'mcp.json')).href);
      expect(existsSync(join(root, 'pwned'))).toBe(false);
    } finally {
      await server.kill();
    }
  });
});
