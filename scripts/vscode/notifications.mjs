// What notifications of the workbench show, for tests inside it: an extension cannot see them. Each is written as a
// line of JSON into the file that MCP_CHECKLIST_NOTIFICATIONS names.
import { appendFileSync } from 'node:fs';

const INTERVAL = 200;

/** @param {import('playwright-core').Page} page @param {string} file @returns {() => void} ends it */
export function recordNotifications(page, file) {
  const seen = new Set();
  const timer = setInterval(async () => {
    // While the page loads, or when it is closed, there is nothing to look at.
    for (const line of await page.evaluate(look).catch(() => [])) {
      if (seen.has(line)) continue;
      seen.add(line);
      appendFileSync(file, `${line}\n`);
    }
  }, INTERVAL);
  return () => clearInterval(timer);
}

/** Runs in the page. */
function look() {
  return [...document.querySelectorAll('.notification-list-item-message')].map((message) => {
    const links = [...message.querySelectorAll('a')].map((it) => it.getAttribute('href') ?? '');
    return JSON.stringify({ text: message.textContent, links });
  });
}
