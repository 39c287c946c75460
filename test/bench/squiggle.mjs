// `node test/bench/squiggle.mjs [keys]`: from the key that ends a word to its squiggle on the screen, in a real VS Code
// with the extension as it is built. Prints the median and the 95th percentile in milliseconds.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Failure, ranUnderProjectNode, root, runMain } from '../../scripts/steps.mjs';
import { launchChromium } from '../../scripts/vscode/chromium.mjs';
import { installCopy } from '../../scripts/vscode/extension.mjs';
import { addressOf, serve, writeSettings } from '../../scripts/vscode/serve.mjs';

const PATIENCE = 10_000;
const WARM_UP = 5;
const keys = Number(process.argv[2] ?? 60);
const file = path.join('.cursor', 'mcp.json');

await runMain(async () => {
  if (await ranUnderProjectNode(import.meta.url)) return;
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mcp-checklist-squiggle-'));
  const folder = path.join(scratch, 'folder');
  const extensionsDir = path.join(scratch, 'extensions');
  const userDataDir = path.join(scratch, 'user');
  await mkdir(path.join(folder, '.cursor'), { recursive: true });
  await writeFile(path.join(folder, file), '{\n  "mcpServers": {\n    \n  }\n}\n');
  await installCopy(extensionsDir);
  // What is suggested while one types would take the keys.
  const quiet = { 'editor.quickSuggestions': false, 'editor.suggestOnTriggerCharacters': false };
  await writeSettings(userDataDir, { ...quiet, 'editor.autoClosingBrackets': 'never' });
  const server = await serve({ userDataDir, extensionsDir });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(addressOf(server, folder, file));
    const series = await measure(page);
    const at = (/** @type {number} */ part) => series[Math.floor((series.length - 1) * part)];
    console.log(JSON.stringify({ keys: series.length, p50: at(0.5), p95: at(0.95) }));
  } finally {
    await browser.close();
    await server.stop();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

/** @param {import('playwright-core').Page} page @returns {Promise<number[]>} sorted */
async function measure(page) {
  await page.locator('.monaco-editor .view-lines').first().click({ timeout: 60_000 });
  await page.keyboard.press('Control+Home');
  for (const key of ['ArrowDown', 'ArrowDown', 'End']) await page.keyboard.press(key);
  const series = [];
  for (let nth = 0; nth < keys + WARM_UP; nth += 1) {
    const comma = nth === 0 ? '' : ',';
    // What comes before is put in at once, but for the last letters of the word.
    await page.keyboard.insertText(`${comma}"s${nth}":{"url":"http://s${nth}.example.com/m`);
    await page.keyboard.type('cp');
    await page.evaluate(watchNextKey);
    await page.keyboard.press('"');
    const seen = page.waitForFunction(() => Reflect.get(window, 'took'), undefined, {
      timeout: PATIENCE,
    });
    const took = await seen.then((it) => it.jsonValue()).catch(() => undefined);
    if (took === undefined) {
      await page.screenshot({ path: path.join(root, '.build', 'squiggle-failed.png') });
      throw new Failure(`No squiggle at word ${nth}. See .build/squiggle-failed.png.`);
    }
    if (nth >= WARM_UP) series.push(Math.round(took * 10) / 10);
    await page.keyboard.insertText('}');
    await page.keyboard.press('Enter');
  }
  return series.sort((a, b) => a - b);
}

/** Runs in the page: notes how long it takes from the next key to the frame in which the caret's line has a squiggle. */
function watchNextKey() {
  Reflect.set(window, 'took', undefined);
  const listen = () => {
    const started = performance.now();
    const look = () => {
      const lines = [...document.querySelectorAll('.view-overlays > div')];
      const line = lines.find((it) => it.querySelector('.current-line'));
      const isThere = line?.querySelector('.squiggly-error, .squiggly-warning, .squiggly-info');
      if (isThere) Reflect.set(window, 'took', performance.now() - started);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  window.addEventListener('keydown', listen, { capture: true, once: true });
}
