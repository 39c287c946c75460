import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import type { Progress } from '../../rules/checklists/progress.ts';
import { doneText, leftText } from '../../rules/checklists/progress-text.ts';
import { fake } from '../fake.ts';
import { onChecklist } from '../items.ts';
import { ServerProcess } from '../server/process.ts';
import { folder, run } from './run.ts';

const json = (value: unknown) => JSON.stringify(value, null, 2);

const SERVERS = {
  pay: { command: 'npx', args: ['-y', 'pay-mcp'], env: { PAY_KEY: fake.stripe() } },
  docs: { url: 'http://mcp.example.com/mcp' },
  off: { command: 'uvx', args: ['thing'], disabled: true },
};

const FILES = {
  'work/.cursor/mcp.json': json({ mcpServers: SERVERS }),
  'work/.mcp-checklist.json': json({
    ignore: [{ rule: 'unpinned-package', path: '.cursor/mcp.json', reason: 'ours' }],
  }),
  'home/.gemini/settings.json': json({ mcpServers: { mine: { url: 'http://b.example.com/' } } }),
};

interface Shown {
  readonly progress: Progress;
  readonly items: readonly (readonly [number: number, status: string, findings: number])[];
}

/** As much of what the command line prints as is compared. */
interface ListReport {
  readonly progress: Progress;
  readonly items: readonly { readonly number: number; status: string; findings: number }[];
}

/** What the side bar is made of, from the language server as it ships. */
async function sideBar(home: string, root: string): Promise<ChecklistState> {
  const server = new ServerProcess(home);
  try {
    const done = new Promise<ChecklistState>((resolve) => {
      onChecklist(server.connection, (state) => {
        if (state.configs === 2) resolve(state);
      });
    });
    await server.start(pathToFileURL(root).href, { trusted: true });
    return await done;
  } finally {
    await server.kill();
  }
}

test('side bar, check, and every format of checklist say the same numbers', async () => {
  const base = folder(FILES);
  const [root, home] = [join(base, 'work'), join(base, 'home')];
  mkdirSync(join(root, '.git'), { recursive: true });
  const env = { HOME: home, USERPROFILE: home };
  const options = { cwd: root, env };
  const asked = ['.', '--user', '--trust-project'];
  const state = await sideBar(home, root);
  const fromEditor = state.lists.map(
    ({ progress, items }): Shown => ({
      progress,
      items: items
        .map(({ number, status, findings }) => [number, status, findings.length] as const)
        .sort(([one], [other]) => one - other),
    }),
  );
  const { out } = await run(['checklist', ...asked, '--format', 'json'], options);
  const fromLine = JSON.parse(out).checklists.map(
    ({ progress, items }: ListReport): Shown => ({
      progress,
      items: items.map(({ number, status, findings }) => [number, status, findings]),
    }),
  );
  expect(fromLine).toEqual(fromEditor);
  const [first, second] = fromEditor;
  expect(first?.progress).toMatchObject({ accepted: 1, critical: 3, failing: 4 });
  expect(second?.progress).toMatchObject({ failing: 1, applies: 5, notApplicable: 5 });

  for (const format of ['text', 'markdown', 'html']) {
    const page = (await run(['checklist', ...asked, '--format', format], options)).out;
    for (const { progress } of fromEditor) {
      expect(page, format).toContain(doneText(progress));
      expect(page, format).toContain(leftText(progress));
    }
  }

  const check = JSON.parse((await run(['check', ...asked, '--format', 'json'], options)).out);
  const { error, warning, information, hint } = check.summary;
  expect(error + warning + information + hint).toBe(state.findings.length);
  const rows = state.rows.map(({ findings }) => findings.length);
  expect(rows.reduce((sum, it) => sum + it, 0)).toBe(state.findings.length);
});
