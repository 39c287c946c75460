import { takeCoverage } from 'node:v8';
import * as vscode from 'vscode';
import { runAll } from './runner.ts';

/** Every suite, by the name that `run.mjs` asks for. */
const suites: Record<string, () => Promise<unknown>> = {
  activation: () => import('./activation.ts'),
  secrets: () => import('./secrets.ts'),
  moves: () => import('./moves.ts'),
  fixes: () => import('./fixes.ts'),
  checklist: () => import('./checklist.ts'),
  servers: () => import('./servers.ts'),
  janee: () => import('./janee.ts'),
  notifications: () => import('./notifications.ts'),
  palette: () => import('./palette.ts'),
  problems: () => import('./problems.ts'),
  silence: () => import('./silence.ts'),
  project: () => import('./project.ts'),
  spoken: () => import('./spoken.ts'),
  several: () => import('./several.ts'),
  unrelated: () => import('./unrelated.ts'),
  restricted: () => import('./restricted.ts'),
  'other-formats': () => import('./other-formats.ts'),
  'woken-by-toml': () => import('./woken-by-toml.ts'),
  welcome: () => import('./welcome.ts'),
  'running-server': () => import('./running-server.ts'),
  machine: () => import('./machine.ts'),
};

/** Called by VS Code. */
export async function run(): Promise<void> {
  console.log(`  VS Code ${vscode.version}, extension host on Node ${process.versions.node}`);
  for (const name of (process.env.MCP_CHECKLIST_SUITES ?? '').split(',').filter(Boolean)) {
    const load = suites[name];
    if (!load) throw new Error(`There is no suite named ${name}.`);
    await load();
  }
  try {
    await runAll();
  } finally {
    // The extension host is ended by a signal, at which nothing is written any more.
    if (process.env.NODE_V8_COVERAGE) takeCoverage();
  }
}
