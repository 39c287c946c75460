// What a person answers when a baseline is written: the question shows what would be in it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  asked,
  button,
  callFromPalette,
  dialog,
  openSideBar,
  picture,
  toast,
  until,
} from './hands.mjs';

const CONFIG = '.cursor/mcp.json';
const POLICY = '.mcp-checklist.json';
const COMMAND = 'MCP Checklist: Create Baseline';

/** @returns {import('./hands.mjs').Walk} */
export function baselineWalk() {
  const docs = { url: 'http://mcp.example.com/mcp' };
  return {
    name: 'a baseline',
    open: CONFIG,
    files: () => ({ [CONFIG]: `${JSON.stringify({ mcpServers: { docs } }, null, 2)}\n` }),
    tests: [
      {
        name: 'it shows what it would write, and writes nothing without a yes',
        async body(page, { folder }) {
          await openSideBar(page);
          await callFromPalette(page, COMMAND);
          assert.match(await asked(page), /1 finding.*insecure-transport/);
          await picture(page, 'baseline');
          await button(page, 'Cancel').click();
          await dialog(page).waitFor({ state: 'detached' });
          assert.equal(existsSync(path.join(folder, POLICY)), false);
        },
      },
      {
        name: 'with a yes it is written, and the finding is accepted',
        async body(page, { folder }) {
          await callFromPalette(page, COMMAND);
          await asked(page);
          await button(page, 'Write').click();
          const file = path.join(folder, POLICY);
          await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('"baseline"'));
          assert.match(readFileSync(file, 'utf8'), /insecure-transport/);
          await toast(page, /baseline/i).waitFor();
          await page.locator('.pane-body .monaco-list-row', { hasText: 'accepted' }).waitFor();
          await picture(page, 'baseline-written');
        },
      },
    ],
  };
}
