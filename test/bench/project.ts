import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFacts } from '../../rules/project/files/facts.ts';
import { Folder } from '../../server/project/folder.ts';
import { type Latency, latencyOf } from './stats.ts';

/** What the publish list of a large project costs: the first report, one after a key, and memory. */
export interface ProjectFigures {
  readonly files: number;
  readonly firstMs: number;
  readonly editMs: number;
  readonly rssMiB: number;
}

const PROGRAM = `
const { openFolder } = require(process.argv[1]);
(async () => {
  const start = performance.now();
  const folder = await openFolder(process.argv[2]);
  const [first] = folder.reports();
  const firstMs = performance.now() - start;
  const edits = [];
  for (let i = 0; i < 5; i += 1) {
    const at = performance.now();
    folder.change('src/part-7.ts', require('fs').readFileSync(process.argv[2] + '/src/part-7.ts', 'utf8') + '// ' + i);
    folder.reports();
    edits.push(performance.now() - at);
  }
  edits.sort((a, b) => a - b);
  console.log(JSON.stringify({ tools: first.tools.length, firstMs, editMs: edits[2], rssMiB: process.memoryUsage().rss / 1048576 }));
})();
`;

/**
 * What a key costs in a file of that many lines before anything is judged: parsing what changed, and everything that is
 * known of the file alone. Keys that tear it are only found to do so.
 */
export function measureSourceKeystroke(lines = 2_000): Latency {
  const parts = Math.ceil(lines / part(0, 2).split('\n').length);
  let text = Array.from({ length: parts }, (_, i) => part(i * 4, parts * 4)).join('');
  const file = 'src/index.ts';
  const folder = new Folder(new Map([[file, readFacts(file, text)]]), () => true, undefined);
  const times: number[] = [];
  for (let place = 0; place < 12; place += 1) {
    const at = text.indexOf('\n', Math.floor((text.length * (place + 0.5)) / 12));
    for (const [index, key] of [...TYPED].entries()) {
      text = text.slice(0, at + index) + key + text.slice(at + index);
      const start = performance.now();
      folder.change(file, text);
      times.push(performance.now() - start);
    }
  }
  const known = folder.factsOf(file);
  if (known?.text !== text || known.source?.module.cut) throw new Error('the file was not read');
  return latencyOf(times);
}

const TYPED = '\n  const found = await load(`${words} ${String(1)}`, { most: 2 });\n';

/** A server with that many files: one in four has tools, each imports two others, and a twentieth are tests and documents. */
export function measureProject(bundle: string, files = 2_000): ProjectFigures {
  const folder = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-'));
  try {
    mkdirSync(path.join(folder, 'src'));
    mkdirSync(path.join(folder, 'test'));
    const write = (name: string, text: string): void =>
      writeFileSync(path.join(folder, name), text);
    write(
      'package.json',
      JSON.stringify({
        name: 'large',
        version: '1.0.0',
        bin: 'dist/index.js',
        dependencies: { '@modelcontextprotocol/sdk': '1', zod: '4', pg: '8' },
      }),
    );
    const parts = files - files / 20 - 2;
    const imports = Array.from(
      { length: parts },
      (_, i) => `import { part${i} } from './part-${i}.js';`,
    );
    write(
      'src/index.ts',
      `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\n${imports.join('\n')}\nconst server = new McpServer({ name: 'large', version: '1.0.0' });\n${imports.map((_, i) => `part${i}(server);`).join('\n')}\nawait server.connect(new StdioServerTransport());\n`,
    );
    for (let i = 0; i < parts; i += 1) write(`src/part-${i}.ts`, part(i, parts));
    for (let i = 0; i < files / 20; i += 1)
      write(
        i % 2 === 0 ? `test/part-${i}.test.ts` : `docs-${i}.md`,
        i % 2 === 0 ? test(i) : document(i),
      );
    const out = execFileSync(process.execPath, ['-e', PROGRAM, bundle, folder], {
      encoding: 'utf8',
    });
    const { tools, ...figures } = JSON.parse(out);
    if (tools !== Math.ceil(parts / 4)) throw new Error(`${tools} tools were found`);
    return { files, ...figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function part(i: number, parts: number): string {
  const helpers = Array.from(
    { length: 12 },
    (_, n) => `
export async function helper${i}_${n}(input: string, most = ${n}): Promise<string> {
  if (input.length > most * 100) throw new Error(\`too long: \${input.length}\`);
  const rows = await load${i}(input.trim(), { most, order: 'title' });
  return rows.map((row) => \`\${row.id}: \${row.title}\`).join('\\n');
}`,
  );
  const tool =
    i % 4 === 0
      ? `  server.registerTool('get_part_${i}', { description: 'Part ${i}.', inputSchema: { words: z.string().max(80) }, annotations: { readOnlyHint: true } }, async ({ words }) => ({ content: [{ type: 'text', text: await helper${i}_0(words) }] }));\n`
      : '';
  return `import { z } from 'zod';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { helper${(i + 1) % parts}_1 } from './part-${(i + 1) % parts}.js';

interface Row { readonly id: number; readonly title: string }

async function load${i}(words: string, options: { most: number; order: string }): Promise<Row[]> {
  return [{ id: options.most, title: words + options.order }];
}
${helpers.join('\n')}

export function part${i}(server: McpServer): void {
${tool}  void helper${(i + 1) % parts}_1;
}
`;
}

function test(i: number): string {
  return `import { expect, test } from 'vitest';\nimport { helper${i}_0 } from '../src/part-${i}.js';\ntest('part ${i}', async () => {\n  expect(await helper${i}_0('a')).toContain('a');\n});\n`;
}

function document(i: number): string {
  return `# Part ${i}\n\n## Tools\n\n- \`get_part_${i}\` takes \`words\` and returns lines.\n`;
}
