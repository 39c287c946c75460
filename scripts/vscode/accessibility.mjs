// What a screen reader is told of the workbench, for tests inside it: an extension cannot see that. A test that makes the
// file `ask` in the folder that MCP_CHECKLIST_ACCESSIBILITY names finds the answer in `tree.json` there.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const INTERVAL = 200;

/** @param {import('playwright-core').Page} page @param {string} folder @returns {Promise<() => void>} ends it */
export async function answerAccessibility(page, folder) {
  mkdirSync(folder, { recursive: true });
  const ask = path.join(folder, 'ask');
  const cdp = await page.context().newCDPSession(page);
  const timer = setInterval(async () => {
    if (!existsSync(ask)) return;
    rmSync(ask, { force: true });
    // While the page loads, or when it is closed, there is nothing to look at.
    const tree = await cdp.send('Accessibility.getFullAXTree').catch(() => undefined);
    if (!tree) return;
    const file = path.join(folder, 'tree.json');
    writeFileSync(
      `${file}.new`,
      JSON.stringify(tree.nodes.filter((it) => !it.ignored).map(spoken)),
    );
    renameSync(`${file}.new`, file);
  }, INTERVAL);
  return () => clearInterval(timer);
}

/** @param {{ role?: { value?: unknown }, name?: { value?: unknown }, properties?: { name: string, value: { value?: unknown } }[] }} node */
function spoken({ role, name, properties }) {
  const states = Object.fromEntries((properties ?? []).map((it) => [it.name, it.value.value]));
  return { role: role?.value ?? '', name: name?.value ?? '', states };
}
