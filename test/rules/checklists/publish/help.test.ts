import { describe, expect, test } from 'vitest';
import { publishItems } from '../../../../rules/checklists/publish/publish.ts';
import { applied, type Files, helpOf, read, standing } from './project.ts';
import { FETCH, GO, LOCAL, MAIN, PAGE, PYTHON, REPORTING, SCRIPT, SERVER } from './servers.ts';

/** What a draft makes of an item: what it was, what it is while nobody has read it, and afterwards. */
const DRAFTS: readonly (readonly [
  item: number,
  files: Files,
  id: string,
  before: string,
  draft: string,
  after: string,
])[] = [
  // It is documented now, and the code still has no switch.
  [12, REPORTING, 'telemetry', 'fail', 'review', 'review'],
  [13, SCRIPT, 'deletion', 'review', 'review', 'pass'],
  [22, SCRIPT, 'index', 'review', 'review', 'pass'],
  [25, SCRIPT, 'test-per-tool', 'fail', 'review', 'pass'],
  [25, PYTHON, 'test-per-tool', 'fail', 'review', 'pass'],
  [25, GO, 'test-per-tool', 'fail', 'review', 'pass'],
  [26, SCRIPT, 'integration-test', 'fail', 'review', 'pass'],
  [27, SCRIPT, 'injection-test', 'fail', 'review', 'pass'],
  [27, PYTHON, 'injection-test', 'fail', 'review', 'pass'],
  [28, PAGE, 'page-test', 'fail', 'review', 'pass'],
  [29, SCRIPT, 'load-test', 'review', 'review', 'pass'],
  [30, SCRIPT, 'tools-table', 'fail', 'review', 'pass'],
  [30, LOCAL, 'tools-table', 'fail', 'review', 'pass'],
  [30, GO, 'tools-table', 'fail', 'review', 'pass'],
  [31, SCRIPT, 'arguments', 'review', 'review', 'pass'],
  [32, SCRIPT, 'errors-table', 'fail', 'review', 'pass'],
  [32, GO, 'errors-table', 'fail', 'review', 'pass'],
  [33, SCRIPT, 'example-call', 'fail', 'review', 'pass'],
  [34, SCRIPT, 'settings', 'fail', 'review', 'pass'],
  [35, SCRIPT, 'limits', 'review', 'review', 'pass'],
  [36, SCRIPT, 'installation', 'fail', 'review', 'pass'],
  [36, PYTHON, 'installation', 'fail', 'review', 'pass'],
  [36, GO, 'installation', 'fail', 'review', 'pass'],
  [37, SCRIPT, 'host-configuration', 'fail', 'review', 'pass'],
  [37, PYTHON, 'host-configuration', 'fail', 'review', 'pass'],
  [38, SCRIPT, 'troubleshooting', 'fail', 'review', 'pass'],
  [39, LOCAL, 'troubleshooting', 'fail', 'review', 'pass'],
  [40, SCRIPT, 'prompts', 'fail', 'review', 'pass'],
  [41, SCRIPT, 'privacy', 'fail', 'review', 'pass'],
  [42, SCRIPT, 'deletion', 'review', 'review', 'pass'],
  [53, SCRIPT, 'alert-rules', 'review', 'review', 'pass'],
  [54, SCRIPT, 'alert-rules', 'review', 'review', 'pass'],
  [55, SCRIPT, 'alert-rules', 'review', 'review', 'pass'],
  [56, SCRIPT, 'alert-rules', 'review', 'review', 'pass'],
  [57, SCRIPT, 'support', 'fail', 'review', 'pass'],
  [58, SCRIPT, 'issue-form', 'fail', 'review', 'pass'],
  // JSON has no room for the line: what is written there is true or it is found.
  [58, SCRIPT, 'bugs-field', 'fail', 'pass', 'pass'],
  [59, SCRIPT, 'security-policy', 'review', 'review', 'pass'],
  [60, SCRIPT, 'security-policy', 'review', 'review', 'pass'],
];

const used = (name: string, from: string, call: string): Files => ({
  'src/index.ts': `import { ${name} } from './${from}.js';\n${MAIN.replace(/^#!.*\n/, '')}${call}\n`,
});

/** Code counts once the server uses it: what a person writes then, and what the item is afterwards. */
const CODE: readonly (readonly [
  item: number,
  files: Files,
  id: string,
  before: string,
  wired: Files,
  after: string,
])[] = [
  [1, SCRIPT, 'settings', 'fail', used('databaseUrl', 'settings', 'void databaseUrl;'), 'pass'],
  [
    2,
    SCRIPT,
    'rate-limit',
    'review',
    used('limitCalls', 'rate-limit', "app.use('/mcp', limitCalls);"),
    'pass',
  ],
  [
    3,
    SCRIPT,
    'verify-token',
    'not applicable',
    used('verifyAccessToken', 'verify-token', 'void verifyAccessToken;'),
    'pass',
  ],
  [10, SCRIPT, 'seal', 'review', used('seal', 'seal', 'void seal;'), 'pass'],
  [14, SCRIPT, 'log', 'review', used('log', 'log', "log.info('started');"), 'pass'],
  [15, SCRIPT, 'log', 'review', used('log', 'log', "log.info('started');"), 'pass'],
  [
    17,
    SCRIPT,
    'circuit-breaker',
    'review',
    used('CircuitBreaker', 'circuit-breaker', 'new CircuitBreaker();'),
    'pass',
  ],
  [
    18,
    SCRIPT,
    'retry',
    'review',
    used('fetchWithRetry', 'fetch-with-retry', 'void fetchWithRetry;'),
    'pass',
  ],
  [
    20,
    SCRIPT,
    'answer-cache',
    'review',
    used('remembered', 'answer-cache', 'void remembered;'),
    'pass',
  ],
  [
    21,
    SCRIPT,
    'answer-cache',
    'not applicable',
    used('remembered', 'answer-cache', 'void remembered;'),
    'pass',
  ],
  [48, SCRIPT, 'metrics', 'review', used('measured', 'metrics', 'void measured;'), 'pass'],
  [49, SCRIPT, 'metrics', 'review', used('measured', 'metrics', 'void measured;'), 'pass'],
  [50, SCRIPT, 'metrics', 'review', used('measured', 'metrics', 'void measured;'), 'pass'],
  [
    5,
    {
      ...SCRIPT,
      'src/server.ts': SERVER(
        "exec(town); return { content: [{ type: 'text', text: town }] };",
        "import { exec } from 'node:child_process';",
      ),
    },
    'guards',
    'fail',
    {
      'src/server.ts': SERVER(
        "return { content: [{ type: 'text', text: await runProgram('forecast', ['--', town]) }] };",
        "import { runProgram } from './guards.js';",
      ),
    },
    'pass',
  ],
  [
    6,
    {
      ...SCRIPT,
      'src/server.ts': SERVER(
        "const { rows } = await pool.query(`SELECT a FROM ${town}`);\n return { content: [{ type: 'text', text: String(rows) }] };",
      ),
    },
    'quote-identifier',
    'fail',
    {
      'src/server.ts': SERVER(
        "const { rows } = await pool.query(`SELECT a FROM ${quoteIdentifier(town)}`);\n return { content: [{ type: 'text', text: String(rows) }] };",
        "import { quoteIdentifier } from './quote-identifier.js';",
      ),
    },
    'pass',
  ],
  [
    7,
    PAGE,
    'page',
    'fail',
    {
      'src/server.ts': SERVER(
        FETCH,
        "import { escapeHtml } from './page.js';\nconst app = express();\napp.get('/authorize', (request, response) => response.type('html').send(`<html><body><h1>${escapeHtml(request.query.name)}</h1></body></html>`));",
      ),
    },
    'pass',
  ],
  [
    19,
    {
      ...SCRIPT,
      'src/server.ts': SERVER(
        "try { return { content: [{ type: 'text', text: await (await fetch('https://api.weather.dev/')).text() }] }; } catch (error) { return { content: [{ type: 'text', text: `Error: ${error}` }] }; }",
      ),
    },
    'tool-error',
    'fail',
    {
      'src/server.ts': SERVER(
        "return answered(async () => ({ content: [{ type: 'text', text: await (await fetch('https://api.weather.dev/')).text() }] }));",
        "import { answered } from './tool-error.js';",
      ),
    },
    'pass',
  ],
  [
    1,
    PYTHON,
    'settings',
    'fail',
    {
      'src/weather/server.py': (PYTHON['src/weather/server.py'] ?? '')
        .replace('import httpx\n', 'import httpx\nfrom weather.settings import WEATHER_TOKEN\n')
        .replace('os.environ.get("WEATHER_TOKEN", "")', 'WEATHER_TOKEN'),
    },
    'pass',
  ],
  [
    14,
    PYTHON,
    'log',
    'review',
    {
      'src/weather/server.py': (PYTHON['src/weather/server.py'] ?? '').replace(
        'def main():\n',
        'from weather.log import set_up_logging\n\n\ndef main():\n    set_up_logging()\n',
      ),
    },
    'pass',
  ],
];

describe('a draft', () => {
  test.each(DRAFTS)('for %i, in %o: %s', (item, files, id, before, draft, after) => {
    const help = helpOf(files, item).find((it) => it.id === id);
    if (!help) throw new Error(`no help ${id}: ${helpOf(files, item).map((it) => it.id)}`);
    expect(standing(files, item).status).toBe(before);
    const written = applied(files, help);
    expect(standing(written, item)).toMatchObject({ status: draft });
    expect(standing(read(written), item)).toMatchObject({ status: after });
    // It is offered once: what is there is left alone, or is another draft.
    for (const it of helpOf(written, item))
      for (const { file, create } of it.edits)
        if (create) expect(Object.keys(written)).not.toContain(file);
  });
});

const SHOWN_BY_USE = new Set([5, 6, 7, 17, 19]);

describe('code', () => {
  test.each(CODE)('for %i, in %o: %s', (item, files, id, before, wired, after) => {
    const help = helpOf(files, item).find((it) => it.id === id);
    if (!help) throw new Error(`no help ${id}`);
    expect(standing(files, item).status).toBe(before);
    const used = { ...applied(files, help), ...wired };
    // Where the call itself is what shows, a person has written it.
    if (!SHOWN_BY_USE.has(item)) expect(standing(used, item).status).not.toBe('pass');
    expect(standing(read(used), item)).toMatchObject({ status: after });
  });
});

test('every item has help, and none throws', () => {
  for (const { number } of publishItems) {
    for (const files of [LOCAL, PYTHON, GO]) helpOf(files, number);
    const all = [...helpOf(REPORTING, number), ...helpOf(PAGE, number)];
    expect(all.length, `${number}`).toBeGreaterThan(0);
    for (const { kind, edits, link, next } of all)
      expect(kind === 'link' ? link : edits.length + next.length).toBeTruthy();
  }
});

test('a section goes where one of its name is, keeps line ends, and stands before the licence', () => {
  const files = { ...SCRIPT, 'README.md': '# weather\r\n\r\n## Licence\r\n\r\nMIT\r\n' };
  const [help] = helpOf(files, 40);
  const text = help ? applied(files, help)['README.md'] : '';
  expect(text).toMatch(/## Example prompts\r\n\r\n<!-- Draft[\s\S]*\r\n\r\n## Licence/);
  expect(text).not.toMatch(/[^\r]\n/);
  const there = { ...SCRIPT, 'README.md': '# weather\n\n### Examples\n\nNone yet.\n' };
  const [again] = helpOf(there, 40);
  expect(again ? applied(there, again)['README.md'] : '').toMatch(
    /### Examples\n\n<!-- Draft[\s\S]*None yet\.\n$/,
  );
});
