import type { Server } from '../../config/config.ts';
import { launchesOf, type Spot, serverFlags, spotOf } from '../../config/server-words.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { isPlainLine } from '../../fixes/add-line.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** An env file that a server is told to read. */
interface EnvFile extends Spot {
  readonly value: string;
}

/** What hosts call the folder the config speaks for. */
const HERE = /^\$\{(?:workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR)\}(?:[\\/]|$)/;
/** Files with the names of variables and no values: made to be shared. */
const SAMPLE = /[.-](?:example|sample|template|dist|defaults?)$/i;

export const unprotectedEnvFile = defineRule({
  meta: {
    id: 'unprotected-env-file',
    subject: 'config',
    items: ['production/1'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds: 'an env file inside the repository that git does not ignore',
    why: 'The secrets in it are one `git add` away from everybody who can read the repository, and from its history.',
    needsFacts: true,
    standards: { cwe: [538, 552], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: ['MCP-T5'] },
  },
  messages: {
    open: '{file} is not git-ignored; the next commit may carry its secrets.',
    tracked: '{file} is in the repository. Run `git rm --cached` and rotate its secrets.',
  },
  check(context) {
    const { config, report } = context;
    const { git } = context.facts;
    if (!git) return;
    for (const server of config.servers) {
      for (const { value, ...spot } of envFilesOf(server)) {
        const { folder } = context;
        const path = SAMPLE.test(value) ? undefined : pathOf(value, folder);
        const state = path === undefined ? 'unknown' : git.stateOf(path);
        if (path === undefined || (state !== 'open' && state !== 'tracked')) continue;
        const fixes = state === 'open' ? ignoreFixes(path, folder) : [];
        report({ message: state, data: { file: value }, ...spot, fixes });
      }
    }
  },
});

/** Those of the host, of docker, uv and node; not those of secrets managers, which hold references. */
function envFilesOf(server: Server): readonly EnvFile[] {
  const keys = server.places
    .filter(({ role }) => role === 'envFile')
    .map(({ text, pointer }) => ({ value: text.value, span: text.spanOf(), pointer, server }));
  const flags = [...launchesOf(server).flatMap((launch) => launch.flags), ...serverFlags(server)]
    .filter(({ name }) => name === '--env-file')
    .flatMap(({ value }) => (value ? [{ value: value.value, ...spotOf(server, value) }] : []));
  return [...new Map([...keys, ...flags].map((it) => [it.span.start, it])).values()];
}

/** The absolute path, with forward slashes; undefined where only the host knows it. */
function pathOf(written: string, folder: string): string | undefined {
  const value = written.replace(HERE, './').replaceAll('\\', '/');
  if (value === '' || /^~|[$%{*]/.test(value)) return undefined;
  if (/^(?:\/|[A-Za-z]:\/)/.test(value)) return value;
  if (folder === '') return undefined;
  const steps: string[] = [];
  for (const step of `${folder}/${value}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/**
 * Into the list of the config's own folder. None for a file elsewhere, whose list is somebody else's, and none for a
 * name that means more than itself in one.
 */
function ignoreFixes(path: string, folder: string): readonly FixDraft[] {
  const line = path.slice(folder.length);
  const isBelow = folder !== '' && path.startsWith(`${folder}/`);
  if (!isBelow || !isPlainLine(line) || line.split('/').includes('..')) return [];
  return [
    {
      id: 'ignore',
      title: sentence`Add ${safe.name(line)} to .gitignore`,
      kind: 'review',
      preferred: true,
      edits: () => [{ file: `${folder}/.gitignore`, edits: [{ line }], create: true }],
    },
  ];
}
