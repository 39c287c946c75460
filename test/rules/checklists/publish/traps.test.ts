import { expect, test } from 'vitest';
import { publishEvidence } from '../../../../rules/checklists/publish/judge.ts';
import { readFacts } from '../../../../rules/project/files/facts.ts';
import { readProjects } from '../../../../rules/project/read.ts';
import type { Files } from './project.ts';
import { ANSWER, HTTP, java, project, python, readme, script, status } from './small.ts';

/** What looks like evidence in real projects and is none, and what looks harmless and is not. */
const CASES: readonly (readonly [what: string, item: number, wanted: string, files: Files])[] = [
  [
    'SQL in Java is not read, and is there',
    6,
    'review',
    java('java.sql.Connection c = null; return "";'),
  ],
  ['no SQL in Java', 6, 'not applicable', java('return words;')],
  [
    'a service that Java calls, without a policy',
    41,
    'review',
    java('new java.net.URL("https://a.dev").openConnection(); URLConnection c; return "";'),
  ],
  [
    'tests inside a source of Rust',
    26,
    'pass',
    {
      'Cargo.toml': '[package]\nname = "notes"\n[dependencies]\nrmcp = "1"\n',
      'src/main.rs':
        'use rmcp::transport::stdio;\n#[tool(description = "Finds notes")]\nasync fn find_notes() {}\nfn main() { serve(stdio()); }\n#[cfg(test)]\nmod tests {\n  #[tokio::test]\n  async fn finds() { let client = McpClient::new(); assert!(client.call("find_notes").is_ok()); }\n}\n',
    },
  ],
  [
    'an option of a command line that is a decorator',
    34,
    'fail',
    python(
      'return words',
      'import click\n\n\n@click.option("--api-token")\ndef start(api_token):\n    pass\n',
    ),
  ],
  [
    'an issue that nobody is to open',
    58,
    'fail',
    {
      ...readme('# notes\n'),
      'SECURITY.md':
        'Please do not create a GitHub issue. Write to [us](mailto:security@notes.dev).\n',
    },
  ],
  [
    'an address for holes is no place for questions',
    57,
    'fail',
    { ...readme('# notes\n'), 'SECURITY.md': 'Write to [us](mailto:security@notes.dev).\n' },
  ],
  [
    'operations on what a service counts',
    12,
    'not applicable',
    {
      ...project(
        script(
          ANSWER,
          "import * as analytics from './operations/analytics.js';\nanalytics.list();",
        ),
      ),
      'src/operations/analytics.ts': 'export function list() {}\n',
    },
  ],
  [
    'a sentence in quotes below example prompts',
    40,
    'pass',
    readme(
      '## Example prompts\n\nYou can start with "Is my note about Monday still there?", and go on.\n',
    ),
  ],
  [
    'limits that the server has of its own',
    35,
    'pass',
    readme('## Rate limiting\n\nSearch: limited to 30 requests per minute\n'),
  ],
  [
    'a variable of an environment that is handed in',
    34,
    'fail',
    project(
      script(
        ANSWER,
        'export function load(envVars = process.env) { return envVars.NOTES_API_KEY; }\nload();',
      ),
    ),
  ],
  [
    'telemetry by the name of its file',
    12,
    'fail',
    {
      ...project(
        script(ANSWER, "import { createTelemetry } from './telemetry-kit.js';\ncreateTelemetry();"),
      ),
      'src/telemetry-kit.ts':
        "export function createTelemetry() { return fetch('https://stats.example.org/events', { method: 'POST' }); }\n",
    },
  ],
  [
    'lines that end as on Windows',
    36,
    'pass',
    readme(
      '<h1>notes</h1>\r\n\r\n<p>\r\n</p>\r\n\r\n## Install\r\n\r\n```sh\r\nnpx -y notes\r\n```\r\n',
    ),
  ],
  [
    'an entry of a host without the key around it',
    37,
    'pass',
    readme(
      '## Use\n\n```json\n"notes": {\n  "command": "npx",\n  "args": ["-y", "notes"]\n}\n```\n',
    ),
  ],
  [
    'a column of examples in the table of tools',
    40,
    'pass',
    readme(
      '## Tools\n\n| Tool | Usage examples |\n|---|---|\n| `find_notes` | - `Find the notes of last week` |\n',
    ),
  ],
  [
    'a README of somebody else inside the code',
    39,
    'fail',
    {
      ...readme('# notes\n'),
      'internal/watch/README.md':
        '## Debugging\n\nLook at the log of the watcher, and start it again from the start.\n',
    },
  ],
  [
    'tools that read what a service counts report nothing',
    12,
    'not applicable',
    {
      ...project(script(ANSWER, "import './tools/index.js';")),
      'src/tools/index.ts': "import { listMetrics } from './analytics.js';\nlistMetrics();\n",
      'src/tools/analytics.ts': 'export function listMetrics() {}\n',
    },
  ],
  [
    'a way to report holes in a README',
    60,
    'pass',
    readme('The [Responsible Disclosure Program](https://notes.dev/whitehat) says how.\n'),
  ],
  [
    'a 429 of somebody else is no limiter',
    2,
    'review',
    project(
      script(
        "const r = await fetch('https://a.example.org'); if (r.status === 429) throw new Error('rate limit');",
        HTTP,
      ),
      { 'README.md': 'Rate limits apply.\n' },
    ),
  ],
  [
    'an answer with 429 by a limiter of its own is one',
    2,
    'pass',
    project(
      script(ANSWER, `${HTTP}function checkRateLimit(res) { return res.status(429).end(); }`),
    ),
  ],
  [
    'a token that is decoded and then verified with options elsewhere',
    3,
    'pass',
    project(
      script(
        ANSWER,
        "import { decodeJwt, jwtVerify } from 'jose';\nconst options = { audience: 'a' };\nasync function check(t) { decodeJwt(t); return jwtVerify(t, key, options); }",
      ),
    ),
  ],
  [
    'a token that is verified for anybody',
    3,
    'fail',
    project(
      script(
        ANSWER,
        "import { jwtVerify } from 'jose';\nasync function check(t) { return jwtVerify(t, key, { issuer: 'a' }); }",
      ),
    ),
  ],
  [
    'casts behind the parse of the SDK',
    5,
    'pass',
    project(script(`const { words } = args as { words: string }; ${ANSWER}`)),
  ],
  [
    'an argument in a shell',
    5,
    'fail',
    project(script(`exec(args.words); ${ANSWER}`, "import { exec } from 'node:child_process';")),
  ],
  [
    'sentences that begin like a statement',
    6,
    'pass',
    project(
      script(
        `const hint = \`Use 'select' to see \${args.words}\`; await pool.query('SELECT a FROM notes WHERE b = $1', [hint]); ${ANSWER}`,
        "import pg from 'pg';\nconst pool = new pg.Pool();",
      ),
    ),
  ],
  [
    'a clause of two constants',
    6,
    'pass',
    project(
      script(
        `const order = args.words ? 'a DESC' : 'a ASC'; await pool.query(\`SELECT a FROM notes ORDER BY \${order}\`); ${ANSWER}`,
        "import pg from 'pg';\nconst pool = new pg.Pool();",
      ),
    ),
  ],
  [
    'an identifier that is quoted',
    6,
    'pass',
    project(
      script(
        `await pool.query(\`SELECT a FROM \${quoteIdent(args.words)}\`); ${ANSWER}`,
        "import pg from 'pg';\nconst pool = new pg.Pool();",
      ),
    ),
  ],
  [
    'a value in a statement',
    6,
    'fail',
    project(
      script(
        `await pool.query(\`SELECT a FROM notes WHERE b = '\${args.words}'\`); ${ANSWER}`,
        "import pg from 'pg';\nconst pool = new pg.Pool();",
      ),
    ),
  ],
  ['an SQL word in a README', 6, 'not applicable', readme('It speaks SQL: SELECT * FROM notes.\n')],
  [
    'tags for the model',
    7,
    'not applicable',
    project(
      script(
        'return { content: [{ type: "text", text: `<note><title>${args.words}</title></note>` }] };',
      ),
    ),
  ],
  [
    'a path of a service',
    8,
    'not applicable',
    project(
      script(
        `await fetch(\`https://a.example.org/\${args.file_path}\`); ${ANSWER}`,
        '',
        'file_path: z.string()',
      ),
    ),
  ],
  [
    'a secret that its listing says is none',
    9,
    'review',
    project(script(ANSWER, 'const key = process.env.CLIENT_KEY;'), {
      'server.json':
        '{"$schema":"https://static.modelcontextprotocol.io/x","name":"a/b","packages":[{"identifier":"notes","environmentVariables":[{"name":"CLIENT_KEY","isSecret":false}]}]}',
    }),
  ],
  [
    'a secret that its listing does not mark',
    9,
    'fail',
    project(script(ANSWER, 'const key = process.env.CLIENT_KEY;'), {
      'server.json':
        '{"$schema":"https://static.modelcontextprotocol.io/x","name":"a/b","packages":[{"identifier":"notes","environmentVariables":[{"name":"CLIENT_KEY"}]}]}',
    }),
  ],
  [
    'a comparison with every interface, and checks bound to a flag',
    11,
    'review',
    project(
      script(
        ANSWER,
        `${HTTP}const verify = process.env.VERIFY !== 'no';\nconst tls = { rejectUnauthorized: verify };\nif (process.env.HOST === '0.0.0.0') warn();`,
      ),
      { Dockerfile: 'FROM node\nENV HOST=0.0.0.0\n' },
    ),
  ],
  [
    'every interface by default',
    11,
    'fail',
    project(script(ANSWER, HTTP.replace(", '127.0.0.1'", ''))),
  ],
  [
    'an optional credential',
    1,
    'review',
    project(
      script(
        ANSWER,
        "const token = process.env.API_TOKEN ?? '';\nif (token) headers.authorization = token;",
      ),
    ),
  ],
  [
    'a credential that may be empty',
    1,
    'fail',
    project(script(ANSWER, "const headers = { authorization: process.env.API_TOKEN ?? '' };")),
  ],
  [
    'a set-up that prints',
    14,
    'review',
    project(
      script(
        ANSWER,
        "import { setup } from './setup.js';\nimport { getLogger } from './log.js';\nconst log = getLogger();\nlog.info('a');\nif (process.argv[2]) setup();",
      ),
      {
        'src/setup.ts': "export function setup() { console.log('hello'); }\n",
        'src/log.ts': 'export const getLogger = () => ({ info() {} });\n',
      },
    ),
  ],
  [
    'a print in what a tool calls',
    14,
    'fail',
    python(
      'return shorten(words)',
      'import logging\nlog = logging.getLogger(__name__)\ndef shorten(text: str) -> str:\n    print(text)\n    return text',
    ),
  ],
  [
    'an option of a tool that hides names',
    15,
    'review',
    project(
      script(`await scrape({ redactPII: true }); ${ANSWER}`, 'const key = process.env.API_KEY;'),
    ),
  ],
  [
    'names of headers in a log',
    15,
    'review',
    project(
      script(
        `console.error(Object.keys(request.headers)); ${ANSWER}`,
        'const key = process.env.API_KEY;',
      ),
    ),
  ],
  [
    'all headers in a log',
    15,
    'fail',
    project(
      script(
        `console.error('got', request.headers); ${ANSWER}`,
        'const key = process.env.API_KEY;',
      ),
    ),
  ],
  [
    'retries that a README claims',
    18,
    'review',
    project(script(`await fetch('https://a.example.org'); ${ANSWER}`), {
      'README.md': 'Automatic retries with backoff.\n',
    }),
  ],
  [
    'an answer that something exists already',
    19,
    'pass',
    project(
      script(
        "try { await add(); } catch (error) { throw error; } return { content: [{ type: 'text', text: `${args.words} already exists` }] };",
      ),
    ),
  ],
  [
    'a failure as text',
    19,
    'fail',
    project(
      script(
        "try { await add(); } catch (error) { return { content: [{ type: 'text', text: `Error: ${error}` }] }; }",
      ),
    ),
  ],
  [
    'a log message to the client, and the result as text',
    19,
    'fail',
    python(
      'try:\n    return load(words)\nexcept Exception as e:\n    await ctx.error(str(e))\n    return f"Error: {e}"',
    ),
  ],
  [
    'an error that is raised',
    19,
    'pass',
    python(
      'try:\n    return load(words)\nexcept Exception as e:\n    raise ValueError("no notes") from e',
    ),
  ],
  [
    'a cache of keys',
    20,
    'review',
    project(
      script(`await fetch('https://a.example.org'); ${ANSWER}`, 'const jwksCache = new Map();'),
    ),
  ],
  [
    'tests in a folder for integration that call functions',
    26,
    'review',
    project(script(ANSWER), {
      'tests/integration/notes.test.ts': "test('a', () => { find(); });\n",
    }),
  ],
  [
    'an everyday word in passing',
    30,
    'review',
    project(script(ANSWER).replace('find_notes', 'add'), {
      'README.md': 'Press the button to add a note.\n',
    }),
  ],
  [
    'the configuration of a host is no call',
    33,
    'fail',
    readme(
      '```json\n{ "mcpServers": { "notes": { "command": "npx", "args": ["notes"] } } }\n```\n',
    ),
  ],
  [
    'higher limits without numbers',
    35,
    'review',
    project(
      script(`await fetch('https://a.example.org'); ${ANSWER}`, 'const key = process.env.API_KEY;'),
      { 'README.md': 'With a key you get higher rate limits.\n' },
    ),
  ],
  [
    'an error in a list of features',
    38,
    'fail',
    readme(
      '## Features\n\n- **Error handling**: errors are handled with care in every case.\n- **Failures**: failures are found.\n',
    ),
  ],
  [
    'debugging for contributors',
    39,
    'review',
    readme(
      '## Debugging\n\nWe recommend the MCP Inspector: run `npm run inspector` and open the page it names.\n',
    ),
  ],
  [
    'examples of a configuration',
    40,
    'fail',
    readme(
      '## Configuration examples\n\n**With a region:** set it like this.\n\n- "Use the region of your choice here."\n',
    ),
  ],
  [
    'a line about an option of a tool',
    41,
    'fail',
    project(script(`await fetch('https://a.example.org'); ${ANSWER}`), {
      'README.md': '- **Privacy:** `hide` leaves names out.\n',
    }),
  ],
  [
    'card words in a list of what is masked',
    45,
    'not applicable',
    project(script(ANSWER, "const masked = ['card_number', 'cvv'];")),
  ],
  [
    'a card number as an argument',
    45,
    'fail',
    project(script(ANSWER, '', 'card_number: z.string()')),
  ],
  [
    'rules of alerts that are test data',
    53,
    'review',
    project(script(ANSWER, HTTP), {
      'testdata/alert_rules.yaml':
        'groups:\n  - rules:\n      - alert: errors\n        expr: error_rate > 0.05\n',
    }),
  ],
  [
    'support as a verb',
    57,
    'fail',
    readme('## Supported hosts\n\nIt supports all of these hosts, and many more of them.\n'),
  ],
  [
    'the address of a template',
    58,
    'fail',
    project(script(ANSWER), {
      'package.json': JSON.stringify({
        name: 'notes',
        bin: 'dist/index.js',
        bugs: 'https://github.com/yourusername/notes/issues',
      }),
    }),
  ],
  [
    'the issues of another project',
    58,
    'fail',
    project(script(ANSWER), {
      'package.json': JSON.stringify({
        name: 'notes',
        bin: 'dist/index.js',
        repository: 'https://github.com/acme/notes',
      }),
      'README.md':
        'See https://github.com/other/thing/issues/12 and https://github.com/other/thing/issues.\n',
    }),
  ],
];

test.each(CASES)('%s: item %i is %s', (_what, item, wanted, files) => {
  expect(status(files, item)).toBe(wanted);
});

test('whatever the text, every item has a status', () => {
  const facts = ['{', '"', 'import {', 'server.tool(', '```', '# ', '\u0000'].flatMap(
    (text, index) => [
      readFacts(`src/a${index}.ts`, `${script(ANSWER)}${text}`),
      readFacts(`README${index}.md`, text),
      readFacts(`p${index}/package.json`, text),
    ],
  );
  for (const found of readProjects(facts))
    expect(publishEvidence(found).length).toBeGreaterThan(62);
});
