import { expect, test } from 'vitest';
import type { Files } from './project.ts';
import { ANSWER, HTTP, java, project, python, script, status } from './small.ts';

/** Go over HTTP, with a test. */
const go = (test: string): Files => ({
  'go.mod': 'module example.org/notes\nrequire github.com/mark3labs/mcp-go v0.40.0\n',
  'main.go': `package main

import "github.com/mark3labs/mcp-go/server"

func main() {
	s := server.NewMCPServer("notes", "1.0.0")
	server.NewStreamableHTTPServer(s).Start("127.0.0.1:3000")
}
`,
  'main_test.go': `package main

import "testing"

func TestNotes(t *testing.T) {
${test}
}
`,
});

/** The same server, whose tool has another name. */
const renamed = (files: Files, name: string): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll('find_notes', name)]),
  );

/** A server that counts its calls, and the file that does it. */
const counting = (metrics: string): Files =>
  project(
    script(
      `trackToolCall('find'); ${ANSWER}`,
      `${HTTP}import { trackToolCall } from './metrics.js';\n`,
    ),
    { 'src/metrics.ts': metrics },
  );

const TABLE =
  'import sqlite3\n\ndb = sqlite3.connect("notes.db")\ndb.execute("CREATE TABLE notes (words TEXT)")\nplace = ["a"].index("a")\n';
const RULE = (rule: string): Files =>
  project(script(ANSWER, HTTP), {
    'charts/rules.yaml': `kind: PrometheusRule\nspec:\n  groups:\n    - rules:\n${rule}`,
  });

const CASES: readonly (readonly [what: string, item: number, wanted: string, files: Files])[] = [
  ['where something stands in a list is no index', 22, 'review', python('return ""', TABLE)],
  [
    'an index of a migration',
    22,
    'pass',
    python('return ""', `${TABLE}op.create_index("by_words", "notes", ["words"])\n`),
  ],
  [
    'what a function works out is no answer that is cached',
    20,
    'review',
    {
      ...python(
        'return httpx.get("https://notes.example.org").text + words_of(words)',
        'import httpx\nfrom notes.count import words_of\n',
      ),
      'notes/count.py':
        'from functools import lru_cache\n\n@lru_cache(maxsize=1)\ndef words_of(text):\n    return text.split()\n',
    },
  ],
  [
    'a schema that is looked into is no token',
    3,
    'not applicable',
    python('return introspect_type(words)', 'def introspect_type(name):\n    return name\n'),
  ],
  [
    'a token that its issuer is asked about',
    3,
    'pass',
    python('return introspect_token(words)', 'def introspect_token(token):\n    return token\n'),
  ],
  [
    'the least version of a service is none of TLS',
    11,
    'review',
    project(script(ANSWER, `${HTTP}const needs = { minVersion: '25.1.0' };\n`)),
  ],
  [
    'the least version of TLS',
    11,
    'pass',
    project(script(ANSWER, `${HTTP}https.createServer({ minVersion: 'TLSv1.3' }, app);\n`)),
  ],
  ['tables of its own are data that is kept', 13, 'review', python('return ""', TABLE)],
  [
    'a record wakes up nobody',
    53,
    'review',
    RULE('        - record: a:sum\n          expr: sum(errors_total)\n'),
  ],
  [
    'a rule does',
    53,
    'pass',
    RULE('        - alert: Failing\n          expr: rate(errors_total[5m]) > 0.05\n'),
  ],
  [
    'a script for load that a test only has as a text',
    29,
    'review',
    project(script(ANSWER, HTTP), {
      'tests/run.test.ts': "test('runs', () => run(`from locust import HttpUser`));\n",
    }),
  ],
  [
    'a test that serves what stands behind the server',
    26,
    'fail',
    go('\tsrv := httptest.NewServer(http.HandlerFunc(prices))\n\tassert(srv)'),
  ],
  [
    'a test that calls its endpoint',
    26,
    'pass',
    go(
      '\tsrv := httptest.NewServer(handler())\n\thttp.Post(srv.URL+"/mcp", "application/json", body)',
    ),
  ],
  [
    'integration tests that call functions',
    26,
    'review',
    project(script(ANSWER), {
      'integrationtests/find.test.ts': "test('finds', () => find('a'));\n",
    }),
  ],
  [
    'a cookie that is taken off an answer',
    43,
    'not applicable',
    project(
      script(
        ANSWER,
        `${HTTP}const hidden = ['authorization', 'set-cookie'];\nres.headers.delete('set-cookie');\n`,
      ),
    ),
  ],
  [
    'a cookie that is set',
    43,
    'review',
    project(
      script(ANSWER, `${HTTP}app.get('/in', (req, res) => res.setHeader('Set-Cookie', 'a=b'));\n`),
    ),
  ],
  [
    'an argument that is called consent',
    44,
    'not applicable',
    project(script(`install(args.consent); ${ANSWER}`, HTTP, 'consent: z.boolean()')),
  ],
  [
    'what is masked in a text that is parsed is no secret',
    15,
    'review',
    python(
      'return mask_comments(words)',
      'import os\n\nKEY = os.environ["NOTES_API_KEY"]\n\ndef mask_comments(text):\n    return text\n',
    ),
  ],
  [
    'a mask of tokens',
    15,
    'pass',
    python(
      'return mask_token(words)',
      'import os\n\nKEY = os.environ["NOTES_API_KEY"]\n\ndef mask_token(text):\n    return text\n',
    ),
  ],
  [
    'a tool whose name does not say what it does',
    4,
    'review',
    renamed(project(script(ANSWER)), 'chat'),
  ],
  ['a tool that changes something', 4, 'fail', renamed(project(script(ANSWER)), 'delete_notes')],
  [
    'tools that can be left out',
    4,
    'pass',
    renamed(project(script(ANSWER, 'const left = process.env.EXCLUDED_TOOLS;')), 'delete_notes'),
  ],
  [
    'a book that is opened to be read',
    4,
    'fail',
    renamed(python('return load_workbook(words, read_only=True)'), 'delete_notes'),
  ],
  [
    'a setting of a class that has a value already',
    1,
    'review',
    python(
      'return ""',
      'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    notes_api_key: str = ""\n\ndef key(settings):\n    if settings.notes_api_key:\n        return settings.notes_api_key\n',
    ),
  ],
  [
    'a setting of a class that has to be given',
    1,
    'pass',
    python(
      'return ""',
      'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    notes_api_key: str\n',
    ),
  ],
  [
    'what is counted for those who run it reports to nobody',
    12,
    'not applicable',
    counting(
      'const counts = new Map();\nexport function trackToolCall(name) { counts.set(name, 1); }\n',
    ),
  ],
  [
    'what is sent to its authors does',
    12,
    'fail',
    counting(
      "export function trackToolCall(name) { fetch('https://stats.example.org', { body: name }); }\n",
    ),
  ],
  [
    'models of a service that has telemetry',
    12,
    'not applicable',
    project(
      script(
        ANSWER,
        "import { Level } from './models/telemetry.js';\nexport const level = Level.basic;\n",
      ),
      {
        'src/models/telemetry.ts': "export const Level = { basic: 'basic' };\n",
      },
    ),
  ],
  [
    'a logger of its own that writes JSON',
    14,
    'pass',
    project(script(`log('found'); ${ANSWER}`, "import { log } from './logger.js';\n"), {
      'src/logger.ts':
        'export function log(message) {\n  const line = JSON.stringify({ level: "info", message });\n  process.stderr.write(line + "\\n");\n}\n',
    }),
  ],
  [
    'an answer in JSON that is printed',
    14,
    'fail',
    project(script(ANSWER, 'console.error(JSON.stringify({ started: true }));\n')),
  ],
  ['logs of Java are not read', 14, 'review', java('log.info("a"); return "";')],
  [
    'tables that a migration makes',
    22,
    'review',
    python('return ""', 'from alembic import op\n\ndef upgrade():\n    op.create_table("notes")\n'),
  ],
  [
    'a schema that the environment has to fit',
    1,
    'pass',
    project(script(ANSWER, 'z.object({ NOTES_API_KEY: z.string() }).parse(process.env);\n')),
  ],
  [
    'a schema that asks for nothing',
    1,
    'review',
    project(
      script(ANSWER, 'z.object({ NOTES_API_KEY: z.string().optional() }).parse(process.env);\n'),
    ),
  ],
  [
    'a test that drops its own table',
    27,
    'fail',
    {
      ...python('return ""', TABLE),
      'tests/test_notes.py': 'def test_notes():\n    db.execute("DROP TABLE notes")\n',
    },
  ],
  [
    'a test that has a hostile value refused',
    27,
    'pass',
    {
      ...python('return ""', TABLE),
      'tests/test_notes.py': 'def test_injection():\n    find("a\'; DROP TABLE notes; --")\n',
    },
  ],
  [
    'what a table of its own calls output',
    31,
    'review',
    project(script(ANSWER, "import { save } from './save.js';\nsave();\n"), {
      'src/save.ts': 'export const save = () => db.insert({ output_schema: 1 });\n',
    }),
  ],
  [
    'what a tool is told of its hints limits nothing',
    4,
    'fail',
    renamed(
      project(script(ANSWER, 'export const hints = (tool) => tool.annotations.readOnly;\n')),
      'delete_notes',
    ),
  ],
  [
    'the name of a class in a text of Java',
    6,
    'not applicable',
    java('return words.startsWith("java.sql.") ? words : "";'),
  ],
  [
    'calls that are counted for those who run it',
    50,
    'pass',
    counting(
      'const counts = new Map();\nexport function trackToolCall(name) { counts.set(name, 1); }\n',
    ),
  ],
  [
    'a setting that switches reports off says that there are some',
    12,
    'pass',
    project(script(ANSWER, 'start(process.env.NOTES_DISABLE_TELEMETRY);\n'), {
      'README.md': 'Telemetry is on, unless NOTES_DISABLE_TELEMETRY is set.\n',
    }),
  ],
  [
    'tables of a migration that nothing loads',
    10,
    'pass',
    {
      ...Object.fromEntries(
        Object.entries(
          python('return Fernet(key).encrypt(words)', 'from cryptography.fernet import Fernet\n'),
        ).map(([path, text]) => [
          path,
          text.replace('.run()', '.run(transport="streamable-http")'),
        ]),
      ),
      'notes/alembic/versions/001_first.py':
        'from alembic import op\n\ndef upgrade():\n    op.create_table("tokens", column("access_token"))\n',
    },
  ],
  [
    'tokens that go-oidc verifies',
    3,
    'pass',
    {
      ...go('\tassert(1)'),
      'auth.go':
        'package main\n\nimport "github.com/coreos/go-oidc/v3/oidc"\n\nfunc check(raw string) error {\n\tprovider, _ := oidc.NewProvider(ctx, issuer)\n\t_, err := provider.Verifier(&oidc.Config{ClientID: "notes"}).Verify(ctx, raw)\n\treturn err\n}\n',
    },
  ],
  [
    'digits in a row, for a secret',
    9,
    'review',
    project(script(ANSWER, 'start(process.env.NOTES_SECRET);\n'), {
      '.env': 'NOTES_SECRET=1234567890\n',
    }),
  ],
  [
    'bugs that are taken somewhere else',
    58,
    'pass',
    project(script(ANSWER), {
      'README.md': 'For bugs and suggestions, please use GitHub Discussions.\n',
    }),
  ],
  [
    'lines on standard error',
    14,
    'fail',
    project(script(ANSWER, "process.stderr.write('started\\n');\n".repeat(3))),
  ],
  [
    'a variable behind a constant of another file',
    9,
    'review',
    {
      ...go('\tassert(1)'),
      'env.go':
        'package main\n\nimport ("os"; "notes/names")\n\nvar token = os.Getenv(names.NOTES_TOKEN_ENV_VAR)\n',
    },
  ],
  [
    'a variable behind a constant',
    9,
    'review',
    {
      ...go('\tassert(1)'),
      'env.go':
        'package main\n\nimport "os"\n\nconst variable = "NOTES_TOKEN"\n\nvar token = os.Getenv(variable)\n',
    },
  ],
  [
    'tools whose handlers are made elsewhere',
    5,
    'review',
    {
      ...go('\tassert(1)'),
      'list.go':
        'package main\n\nvar list = []Tools{{Name: "find_notes", Description: "Finds"}}\n\nfunc add(s Server) {\n\tfor _, tool := range list {\n\t\ts.RegisterTool(tool.Name, tool.Description, tool.Wrapped())\n\t}\n}\n',
    },
  ],
  [
    'tokens that are written to a file',
    13,
    'review',
    project(script(ANSWER, 'fs.writeFile(tokenPath, JSON.stringify(tokens), { mode: 0o600 });\n')),
  ],
  [
    'a page that is written to a file',
    13,
    'not applicable',
    project(script(ANSWER, 'fs.writeFile(pagePath, text);\n')),
  ],
  [
    'what is sent through the client of a service',
    42,
    'review',
    project(
      script(
        `trackToolUsage('find'); ${ANSWER}`,
        "import { trackToolUsage } from './analytics.js';\n",
      ),
      {
        'src/analytics.ts':
          "import Hub from 'hub';\nexport function trackToolUsage(name) { new Hub().publish({ name }); }\n",
      },
    ),
  ],
];

test.each(CASES)('%s: item %i is %s', (_what, item, wanted, files) => {
  expect(status(files, item)).toBe(wanted);
});
