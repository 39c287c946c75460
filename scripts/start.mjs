// `npm start [-- folder]`: from a fresh clone to an open editor with the extension at work.
// This file and steps.mjs run before anything is installed; the rest is loaded afterwards.
import { ensureInstalled, ranUnderProjectNode, runMain } from './steps.mjs';

const usage = `npm start [-- path/to/folder] [--reset] [--no-serve]

Opens a folder, or the example workspace, in VS Code with the extension.
  --reset     makes the example workspace anew
  --no-serve  stops again as soon as the editor answers
MCP_CHECKLIST_VSCODE=npm takes the VS Code from npm even where a desktop one is installed.
MCP_CHECKLIST_NO_OPEN=1 opens no browser.`;

await runMain(async () => {
  if (process.argv.includes('--help')) return console.log(usage);
  await ensureInstalled();
  if (await ranUnderProjectNode(import.meta.url)) return;
  const { open } = await import('./vscode/open.mjs');
  await open(process.argv.slice(2));
});
