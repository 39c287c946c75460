import { expect, test } from 'vitest';
import { projectRules } from '../../../rules/checks/project-rules.ts';
import { judgeProject } from '../../../rules/engine/run-project.ts';
import { readFacts } from '../../../rules/project/files/facts.ts';
import { readProjects } from '../../../rules/project/read.ts';
import { applyEdits, type TextEdit } from '../../../rules/text/span.ts';

/** What the fixes of listings and bundles write, in the layout that is there. */
const SERVER =
  "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nawait new McpServer({}).connect(new StdioServerTransport());\n";
const PACKAGE = '{\n  "name": "notes",\n  "version": "1.2.0",\n  "bin": "dist/index.js"\n}\n';

function fixed(file: string, text: string, rule: string): string {
  const files = { 'package.json': PACKAGE, 'src/index.ts': SERVER, [file]: text };
  const [project] = readProjects(Object.entries(files).map(([path, it]) => readFacts(path, it)));
  if (!project) throw new Error('no project');
  const finding = judgeProject(project, projectRules).findings.find((it) => it.rule === rule);
  const [edit] = finding?.fixes[0]?.edits() ?? [];
  return applyEdits(files[edit?.file ?? ''] ?? '', (edit?.edits ?? []) as TextEdit[]);
}

const listing = (variables: string, version = '1.2.0') =>
  `{ "name": "io.github.a/notes", "packages": [{ "registryType": "npm", "identifier": "notes", "version": "${version}", "environmentVariables": ${variables} }] }`;

test.each([
  [
    'server.json',
    listing('[{ "name": "NOTES_TOKEN" }]'),
    '{ "name": "NOTES_TOKEN", "isSecret": true }',
  ],
  ['server.json', listing('[{"name":"NOTES_TOKEN"}]'), '{"name":"NOTES_TOKEN", "isSecret": true}'],
  [
    'server.json',
    listing('[\n    {\n      "name": "NOTES_TOKEN",\n      "isRequired": true\n    }\n  ]'),
    '"name": "NOTES_TOKEN",\n      "isSecret": true,\n      "isRequired": true',
  ],
  [
    'manifest.json',
    '{ "manifest_version": "0.3", "user_config": { "api_token": { "type": "string" } } }',
    '"api_token": { "sensitive": true, "type": "string" }',
  ],
])('a secret of %s is marked where it is declared', (file, text, wanted) => {
  expect(fixed(file, text, 'manifest-secret-not-marked')).toContain(wanted);
});

test('the version of the package goes where another one is, and its name into the package', () => {
  expect(fixed('server.json', listing('[]', '1.0.0'), 'manifest-version-drift')).toContain(
    '"version": "1.2.0"',
  );
  expect(fixed('server.json', listing('[]'), 'registry-name-mismatch')).toContain(
    '"name": "notes",\n  "mcpName": "io.github.a/notes",\n',
  );
});
