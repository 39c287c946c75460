import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json, Machine, NOW, packument } from './machine.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** How the build bundles it; by its path, as scripts have no types. */
const { registryBundle }: { registryBundle: Pick<BuildOptions, 'external'> } = await import(
  pathToFileURL(path.join(root, 'scripts', 'registry-bundle.mjs')).href
);
/** Every Node this machine has: the project's own, and the older ones that editors bring along resemble. */
const nodes = new Map<string, string>();
for (const folder of [
  path.dirname(process.execPath),
  ...(process.env.PATH ?? '').split(path.delimiter),
]) {
  const node = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) continue;
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (Number(/\d+/.exec(version)?.[0]) >= 20) nodes.set(version, node);
}

let machine: Machine;
let bundle: string;
beforeAll(async () => {
  machine = new Machine();
  bundle = path.join(machine.home, 'dist', 'registry.cjs');
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['server/registry/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    ...registryBundle,
    legalComments: 'none',
    minify: true,
    metafile: true,
    logLevel: 'silent',
  });
  expect(result.warnings).toEqual([]);
});
afterAll(() => machine.close());

test.each([...nodes])(
  '%s loads it, looks a version up, and ends by itself',
  async (_version, node) => {
    const registry = await machine.serve((_request, response) =>
      json(response, packument({ '1.2.3': 50 })),
    );
    const proxy = await machine.serve((_request, response) =>
      json(
        response,
        {
          files: [
            { filename: 'thing-2.0-py3-none-any.whl', 'upload-time': '2020-01-01T00:00:00Z' },
          ],
        },
        'application/vnd.pypi.simple.v1+json',
      ),
    );
    // The config is in a workspace of npm, whose settings stand at the root.
    machine.write('work/.npmrc', `registry=${registry.url}/\n`);
    machine.write('work/package.json', { workspaces: ['apps/**', 'packages/*', '!packages/b'] });
    machine.write('work/packages/a/package.json', { name: 'a' });
    machine.write('work/node_modules/here/package.json', { version: '4.5.6' });
    const script = `
    const { installedVersion, newestVersion } = require(${JSON.stringify(bundle)});
    const configPath = ${JSON.stringify(path.join(machine.workspace, 'packages', 'a', '.mcp.json'))};
    const context = { configPath, minimumReleaseAgeDays: 3, trusted: true, now: ${NOW}, signal: new AbortController().signal };
    (async () => console.log(JSON.stringify([
      await newestVersion({ ecosystem: 'npm', name: 'thing', spec: '' }, context),
      await newestVersion({ ecosystem: 'pypi', name: 'thing', spec: '' }, context),
      await newestVersion({ ecosystem: 'npm', name: '..', spec: '' }, context).catch(({ name }) => name),
      await installedVersion({ ecosystem: 'npm', name: 'here', spec: '' }, { configPath, workspaceFolders: [${JSON.stringify(machine.workspace)}] }),
    ])))();`;
    const { stdout, stderr } = await promisify(execFile)(node, ['-e', script], {
      timeout: 15_000,
      env: {
        ...process.env,
        http_proxy: proxy.url,
        no_proxy: '127.0.0.1',
        UV_DEFAULT_INDEX: 'http://index.invalid/simple',
      },
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject([
      { version: '1.2.3', source: 'the npm registry', installed: false },
      { version: '2.0', source: 'the configured Python package index', installed: false },
      'LookupError',
      { version: '4.5.6', source: 'node_modules', installed: false },
    ]);
  },
);
