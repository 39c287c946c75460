import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { appendItem, setProperty } from '../../../rules/document/edit.ts';
import { at } from '../../../rules/document/node.ts';
import { parse } from '../../../rules/document/parse.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { readText } from '../../machine/read-text.ts';
import { isInside } from '../../workspace/inside.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { writePolicy } from '../write-file.ts';

interface Options {
  readonly preCommit?: boolean;
  readonly ci?: 'github' | 'gitlab';
  readonly commit?: string;
  readonly repository: string;
  readonly dryRun?: boolean;
}

/** A file that is made or extended; null where it says already what it should. */
interface Step {
  readonly file: string;
  readonly make: (text: string | null) => string | null;
}

const POLICY = `${JSON.stringify({ strictness: 'default', rules: {}, ignore: [] }, null, 2)}\n`;
/** What checks the folder out: actions/checkout v6.0.2. */
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd';

export function addInit(program: Command, io: Io): void {
  program
    .command('init')
    .description(`Write a ${PROJECT_FILE}, and on demand a hook and a job that check this folder.`)
    .argument('[folder]', 'the top of the repository', '.')
    .option(
      '--pre-commit',
      'add a hook to .pre-commit-config.yaml; it runs the program installed here',
    )
    .addOption(
      new Option('--ci <where>', 'add a job for pull requests').choices(['github', 'gitlab']),
    )
    .option(
      '--commit <hash>',
      'the commit of this tool that the job runs, which you have looked at',
      readCommit,
    )
    .option(
      '--repository <owner/name>',
      'where it is on GitHub',
      readRepository,
      'mcp-checklist/mcp-checklist',
    )
    .option('--dry-run', 'print what it would write, and write nothing')
    .action((folder: string, options: Options) => init(io, folder, options));
}

async function init(io: Io, folder: string, options: Options): Promise<void> {
  const { ci, commit, dryRun } = options;
  if (ci && commit === undefined)
    throw new UsageError(
      '--ci needs --commit: the full hash of the commit of this tool that you have looked at. A tag can be moved.',
    );
  for (const { file, make } of stepsFor(options)) {
    const path = join(resolve(folder), file);
    const read = await readText(path);
    if (!read.ok && read.problem !== 'missing')
      throw new UsageError(`${file} cannot be read; it is left as it is.`);
    const before = read.ok ? read.text : null;
    const after = make(before);
    if (after === null) io.out(`${safe.text(file)} is there already.\n`);
    else if (dryRun) io.out(`${safe.text(file)}:\n${after}\n`);
    else if (!(await writeBelow(io, resolve(folder), path, before, after))) {
      io.exitWith(ExitCode.usage);
      return;
    } else io.out(`${before === null ? 'Wrote' : 'Extended'} ${safe.text(file)}.\n`);
  }
  if (!dryRun)
    io.out(
      'Next: "mcp-checklist" shows how this folder stands; "mcp-checklist baseline create --dry-run" what could be kept apart.\n',
    );
  io.exitWith(ExitCode.clean);
}

function stepsFor({ preCommit, ci, commit = '', repository }: Options): readonly Step[] {
  const gitlab = gitlabJob(repository, commit);
  return [
    { file: PROJECT_FILE, make: (text) => (text === null || text.trim() === '' ? POLICY : null) },
    ...(preCommit ? [{ file: '.pre-commit-config.yaml', make: withHook }] : []),
    ...(ci === 'github'
      ? [
          {
            file: '.github/workflows/mcp-checklist.yml',
            make: (text: string | null) => (text === null ? workflow(repository, commit) : null),
          },
        ]
      : []),
    ...(ci === 'gitlab'
      ? [{ file: '.gitlab-ci.yml', make: (text: string | null) => withJob(text, gitlab) }]
      : []),
  ];
}

/** Through no link that leaves the folder. */
async function writeBelow(
  io: Io,
  folder: string,
  path: string,
  before: string | null,
  after: string,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const [top, real] = await Promise.all([realpath(folder), realpath(dirname(path))]);
  if (real !== top && !isInside(real, top))
    throw new UsageError(`${safe.text(dirname(path))} is a link that leaves the folder.`);
  return writePolicy(io, path, before, after);
}

/** What runs is on this machine already: nothing is fetched by name. */
const HOOK = {
  repo: 'local',
  hooks: [
    {
      id: 'mcp-checklist',
      name: 'MCP Checklist',
      entry: 'mcp-checklist check --brief',
      language: 'system',
      files:
        '(\\.(jsonc?|toml|ya?ml|code-workspace)|(^|/)(\\.(github|claude|gemini)|gemini-cli)/agents/.*\\.md|(^|/)\\.github/workflows/.*\\.md)$',
      require_serial: true,
    },
  ],
} as const;

function withHook(text: string | null): string | null {
  if (text !== null && /\bid["']?\s*:\s*["']?mcp-checklist\b/.test(text)) return null;
  if (text === null || text.trim() === '')
    return `repos:\n  - repo: local\n    hooks:\n${blockItem(HOOK.hooks[0], '      ')}`;
  const document = parse(text, 'yaml');
  const repos = at(document.roots[0], ['repos']);
  if (document.refused || document.problems.length > 0 || repos?.kind !== 'array')
    throw new UsageError(
      '.pre-commit-config.yaml has no list "repos" that can be read; it is left as it is.',
    );
  return applyEdits(text, [appendItem(document, repos, HOOK)]);
}

/** As YAML; every value is written as JSON, which is YAML too. */
function blockItem(item: object, indent: string): string {
  const lines = Object.entries(item).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`).join('');
}

function workflow(repository: string, commit: string): string {
  return `name: MCP Checklist
on: [push, pull_request]
permissions: { contents: read, security-events: write }
jobs:
  mcp-checklist:
    runs-on: ubuntu-latest
    steps:
      - uses: ${CHECKOUT}
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: ${repository}@${commit}
        with: { fail-on: error }
`;
}

function gitlabJob(repository: string, commit: string) {
  return {
    image: 'node:24',
    variables: { GIT_DEPTH: 0, TOOL: '/opt/mcp-checklist' },
    script: [
      `git clone https://github.com/${repository} $TOOL && git -C $TOOL checkout --detach ${commit}`,
      '(cd $TOOL && npm ci --ignore-scripts && node scripts/build.mjs --production)',
      'node $TOOL/dist/cli.cjs check ${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--baseline-from $CI_MERGE_REQUEST_DIFF_BASE_SHA}',
    ],
  };
}

function withJob(text: string | null, job: ReturnType<typeof gitlabJob>): string | null {
  if (text === null || text.trim() === '')
    return `mcp-checklist:
  image: ${job.image}
  variables: ${JSON.stringify(job.variables)}
  script:
${job.script.map((line) => `    - ${JSON.stringify(line)}\n`).join('')}`;
  const document = parse(text, 'yaml');
  const [root] = document.roots;
  if (document.refused || document.problems.length > 0 || root?.kind !== 'object')
    throw new UsageError('.gitlab-ci.yml cannot be read; it is left as it is.');
  if (at(root, ['mcp-checklist'])) return null;
  const last = root.properties.at(-1)?.key.value;
  return applyEdits(text, [setProperty(document, root, 'mcp-checklist', job, last)]);
}

function readCommit(text: string): string {
  if (/^[0-9a-f]{40}$/.test(text)) return text;
  throw new InvalidArgumentError('It is the full hash of a commit: 40 characters.');
}

function readRepository(text: string): string {
  if (/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError('It is written as owner/name.');
}
