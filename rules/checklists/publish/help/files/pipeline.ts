import { draftLine, fileHelp, type Helper } from '../help.ts';
import type { Known } from '../known.ts';

/** A job that runs the tests with every change. Actions of others are named by version; pin them as your team does. */
export const testJob: Helper = (known) => {
  const { project } = known;
  const runs = [...project.files].some(
    ([path, { text }]) =>
      /(?:^|\/)\.github\/workflows\/[\w.-]+\.ya?ml$/.test(path) && /\btest\b|pytest/.test(text),
  );
  const steps = stepsOf(known);
  if (runs || steps === undefined) return undefined;
  const where =
    known.root === ''
      ? ''
      : `    defaults: { run: { working-directory: ${known.root.slice(0, -1)} } }\n`;
  return fileHelp(
    known,
    { id: 'test-job', title: 'Make a job that runs the tests' },
    '.github/workflows/test.yml',
    `${draftLine.hash}
name: Test
on:
  push: { branches: [main] }
  pull_request:
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
${where}    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
${steps.map((it) => `      - ${it}`).join('\n')}
`,
  );
};

function stepsOf({ language, project, runner, root }: Known): readonly string[] | undefined {
  const has = (name: string): boolean => project.files.has(root + name) || project.files.has(name);
  if (language === 'typescript' || language === 'javascript') {
    const node = 'uses: actions/setup-node@v5\n        with: { node-version: 22 }';
    const run =
      runner === 'vitest' ? 'npx vitest run' : runner === 'jest' ? 'npx jest' : 'node --test';
    const scripted = project.manifests.some(({ commands }) =>
      commands.some(({ name }) => name === 'test'),
    );
    return [node, 'run: npm ci', `run: ${scripted ? 'npm test' : run}`];
  }
  if (language === 'python') {
    const install = has('pyproject.toml')
      ? 'run: uv run --with pytest --with pytest-asyncio pytest'
      : 'run: uvx --with-requirements requirements.txt pytest';
    return ['uses: astral-sh/setup-uv@v7', install];
  }
  if (language === 'go')
    return [
      'uses: actions/setup-go@v6\n        with: { go-version-file: go.mod }',
      'run: go test ./...',
    ];
  return undefined;
}

/** P29: many users at once, on one's own machine. */
export const loadTest: Helper = (known) => {
  if (known.signals.http.length === 0) return undefined;
  const tool = known.tools[0]?.name ?? 'ping';
  return fileHelp(
    known,
    {
      id: 'load-test',
      title: 'Write a load test',
      next: [
        'Run it against your own machine: k6 run load/mcp.js',
        'Say in it how many users you expect.',
      ],
    },
    `${known.root}load/mcp.js`,
    `${draftLine.slashes}
// k6 run load/mcp.js: 1000 virtual users ask for the tools and call one. Only against a server of your own.
import { check } from 'k6';
import http from 'k6/http';

const url = __ENV.MCP_URL || 'http://127.0.0.1:3000/mcp';
const headers = {
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
  'MCP-Protocol-Version': '2025-11-25',
};
if (__ENV.MCP_TOKEN) headers.Authorization = \`Bearer \${__ENV.MCP_TOKEN}\`;

export const options = {
  stages: [
    { duration: '30s', target: 100 },
    { duration: '1m', target: 1000 },
    { duration: '30s', target: 0 },
  ],
  thresholds: { http_req_failed: ['rate<0.01'], http_req_duration: ['p(95)<500'] },
};

function call(id, method, params, session) {
  const own = session ? { ...headers, 'Mcp-Session-Id': session } : headers;
  return http.post(url, JSON.stringify({ jsonrpc: '2.0', id, method, params }), { headers: own });
}

export default function () {
  const clientInfo = { name: 'load', version: '1.0.0' };
  const started = call(1, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  check(started, { 'it answers': (it) => it.status === 200 });
  const session = started.headers['Mcp-Session-Id'];
  const answer = call(2, 'tools/call', { name: '${tool.replace(/['\\]/g, '')}', arguments: {} }, session);
  check(answer, { 'the tool answers': (it) => it.status === 200 });
}
`,
  );
};

/** P53, P54, P56 (and P55 with a database): rules for Prometheus, with the names of the metrics that the help writes. */
export const alertRules: Helper = (known) => {
  if (known.signals.http.length === 0) return undefined;
  const database =
    known.signals.databases.length > 0
      ? `      - alert: DatabaseUnreachable
        expr: min_over_time(mcp_database_up[2m]) == 0
        for: 1m
        labels: { severity: page }
        annotations: { summary: The database does not answer. }
`
      : '';
  return fileHelp(
    known,
    {
      id: 'alert-rules',
      title: 'Write rules of alerts',
      next: [
        'They use the metrics of the other help: mcp_tool_calls_total, mcp_tool_errors_total, mcp_tool_duration_seconds.',
      ],
    },
    `${known.root}monitoring/alerts.yml`,
    `${draftLine.hash}
groups:
  - name: ${known.name.replace(/[^\w-]/g, '-')}
    rules:
      - alert: ErrorRate
        expr: sum(rate(mcp_tool_errors_total[5m])) / sum(rate(mcp_tool_calls_total[5m])) > 0.05
        for: 5m
        labels: { severity: page }
        annotations: { summary: More than 5 % of the calls fail. }
      - alert: SlowCalls
        expr: histogram_quantile(0.95, sum(rate(mcp_tool_duration_seconds_bucket[5m])) by (le)) > 0.5
        for: 10m
        labels: { severity: ticket }
        annotations: { summary: P95 of the calls is above 500 ms. }
      - alert: RefusedLogins
        expr: sum(rate(http_requests_total{status=~"401|403"}[5m])) > 1
        for: 5m
        labels: { severity: ticket }
        annotations: { summary: Many calls are refused with 401 or 403. }
${database}`,
  );
};

/** P22: an index for each column that is searched by. */
export const indexMigration: Helper = (known) => {
  const { signals, root } = known;
  if (signals.ownTables.length === 0) return undefined;
  const table =
    /CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["'`]?(\w+)/i.exec(signals.schemaText)?.[1] ??
    'your_table';
  const column = searched(known, table) ?? 'your_column';
  return fileHelp(
    known,
    {
      id: 'index',
      title: 'Write a migration with an index',
      next: [
        'Look at the plan of your slowest query first: EXPLAIN says which column is searched without one.',
      ],
    },
    `${root}migrations/add_indexes.sql`,
    `${draftLine.dashes}\nCREATE INDEX IF NOT EXISTS ${table}_${column}_idx ON ${table} (${column});\n`,
  );
};

/** The column that a statement of the project asks for first. */
function searched({ signals }: Known, table: string): string | undefined {
  for (const { statement } of signals.statements) {
    if (!new RegExp(`\\b${table}\\b`, 'i').test(statement ?? '')) continue;
    const column = /\bWHERE\s+(?:\w+\.)?(\w+)\s*(?:=|<|>|LIKE\b|IN\b)/i.exec(statement ?? '')?.[1];
    if (column !== undefined && !/^id$/i.test(column)) return column;
  }
  return undefined;
}
