import type { Tool } from '../../../../project/tools/tool.ts';
import { fileHelp, type Help, type Helper } from '../help.ts';
import type { Known } from '../known.ts';
import { goToolTests } from './go.ts';
import { pythonInjectionTests, pythonTestFile, pythonToolTests } from './python.ts';
import { injectionTests, integrationTests, pageTests, testFile, toolTests } from './typescript.ts';

function isScript({ language, sdk }: Known): boolean {
  return (language === 'typescript' || language === 'javascript') && sdk !== 'other';
}

/** P25: one test for each tool that no test names. */
export const testPerTool: Helper = (known) => {
  const { signals, tools, language } = known;
  const open = tools.filter((tool) => !signals.tests.names(tool));
  if (open.length === 0) return undefined;
  const about = { id: 'test-per-tool', title: `Write a test for each of ${open.length} tools` };
  const next = nextOf(known);
  if (isScript(known)) {
    const file = testFile(known, 'tools');
    return fileHelp(known, { ...about, next }, file, toolTests(known, open, file));
  }
  if (language === 'python') {
    const text = pythonToolTests(known, open);
    return text === undefined
      ? undefined
      : fileHelp(known, { ...about, next }, pythonTestFile(known, 'tools'), text);
  }
  const go = language === 'go' ? goToolTests(known, open) : undefined;
  return go && fileHelp(known, about, go.file, go.text);
};

/** What has to be installed to run them. */
function nextOf({ runner, project }: Known): readonly string[] {
  const has = new Set(
    project.manifests.flatMap(({ dependencies }) => dependencies.map(({ value }) => value)),
  );
  if (runner === 'vitest' && !has.has('vitest'))
    return ['npm install --save-dev vitest, and "test": "vitest run" in package.json.'];
  if (runner === 'pytest' && !has.has('pytest-asyncio'))
    return ['They need pytest and pytest-asyncio.'];
  return [];
}

/** P26: the server as it ships. */
export const integrationTest: Helper = (known) =>
  isScript(known)
    ? fileHelp(
        known,
        { id: 'integration-test', title: 'Write a test of the built server', next: nextOf(known) },
        testFile(known, 'integration'),
        integrationTests(known),
      )
    : testPerTool(known);

/** P27: hostile text through a tool. */
export const injectionTest: Helper = (known): Help | undefined => {
  const tool = takesText(known);
  if (!tool || known.signals.sql.length === 0) return undefined;
  const about = {
    id: 'injection-test',
    title: 'Write a test with hostile text',
    next: nextOf(known),
  };
  if (isScript(known)) {
    const file = testFile(known, 'injection');
    return fileHelp(known, about, file, injectionTests(known, tool, file));
  }
  const text = known.language === 'python' ? pythonInjectionTests(known, tool) : undefined;
  return text === undefined
    ? undefined
    : fileHelp(known, about, pythonTestFile(known, 'injection'), text);
};

function takesText({ tools }: Known): Tool | undefined {
  return tools.find(({ schema }) => schema?.parameters.some(({ type }) => type === 'string'));
}

/** P28: hostile text on a page. */
export const pageTest: Helper = (known) =>
  isScript(known) && known.signals.pages.length > 0
    ? fileHelp(
        known,
        { id: 'page-test', title: 'Write a test with a hostile name', next: nextOf(known) },
        testFile(known, 'page'),
        pageTests(known),
      )
    : undefined;
