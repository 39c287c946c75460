import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installedVersion } from '../../../server/registry/main.ts';
import { DAY, Machine, NOW } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

function installed(spec = '', name = 'mcp-server-time', launcher = 'uvx') {
  const context = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
  return installedVersion({ ecosystem: 'pypi', name, spec, launcher }, context);
}

function venv(folder: string, version: string): void {
  machine.write(
    path.join(
      folder,
      'lib',
      'python3.12',
      'site-packages',
      `mcp_server_time-${version}.dist-info`,
      'METADATA',
    ),
    '',
  );
}

test('nothing is there', async () => {
  expect(await installed()).toBeUndefined();
});

test('a tool that uv has installed is what uvx starts, unless a version is asked for', async () => {
  venv('.local/share/uv/tools/mcp-server-time', '1.2.3');
  const answer = { version: '1.2.3', source: 'the uv tools', installed: true };
  expect(await installed()).toEqual(answer);
  expect(await installed('', 'MCP_Server.Time')).toEqual(answer);
  expect(await installed('latest')).toEqual({ ...answer, installed: false });
  expect(await installed('>=1')).toEqual({ ...answer, installed: false });
  expect(await installed('>=2')).toBeUndefined();
  expect(await installed('main')).toBeUndefined();
});

test('UV_TOOL_DIR, XDG_DATA_HOME and PIPX_HOME are where they say', async () => {
  venv('pipx-home/venvs/mcp-server-time', '1.0');
  vi.stubEnv('PIPX_HOME', path.join(machine.home, 'pipx-home'));
  const pipx = await installed('', 'mcp-server-time', 'pipx');
  expect(pipx).toEqual({ version: '1.0', source: 'pipx', installed: false });
  // What pipx keeps, uvx never starts.
  expect((await installed())?.source).not.toBe('pipx');
  venv('data/uv/tools/mcp-server-time', '2.0');
  vi.stubEnv('XDG_DATA_HOME', path.join(machine.home, 'data'));
  expect((await installed())?.version).toBe('2.0');
  venv('tools/mcp-server-time', '3.0');
  vi.stubEnv('UV_TOOL_DIR', path.join(machine.home, 'tools'));
  expect((await installed())?.version).toBe('3.0');
});

test('the wheel that came last into the uv cache', async () => {
  const wheel = (version: string, age: number) =>
    machine.write(
      `.cache/uv/wheels-v5/pypi/mcp-server-time/${version}-py3-none-any`,
      '',
      NOW - age * DAY,
    );
  wheel('2.0', 9);
  wheel('1.5', 2);
  machine.write('.cache/uv/wheels-v5/pypi/mcp-server-time/1.5.http', '');
  expect(await installed()).toEqual({ version: '1.5', source: 'the uv cache', installed: false });
  expect((await installed('>=2'))?.version).toBe('2.0');
});

test.each([
  [
    'uv.lock',
    'version = 1\n\n[[package]]\nname = "mcp-server-time"\nversion = "1.2.3"\nsource = { registry = "x" }\n',
  ],
  ['poetry.lock', '[[package]]\nname = "MCP_server-time"\nversion = "1.2.3"\ndescription = ""\n'],
  ['requirements.txt', 'other==9\nmcp.server_time[cli] == 1.2.3 ; python_version > "3"\n'],
])('%s', async (file, text) => {
  machine.write(`work/${file}`, text);
  expect(await installed()).toEqual({ version: '1.2.3', source: file, installed: false });
  expect(await installed('>=2')).toBeUndefined();
  expect(await installed('', 'server-time')).toBeUndefined();
});

test("the workspace's own environment comes first", async () => {
  machine.write('work/requirements.txt', 'mcp-server-time==1.0\n');
  venv('work/.venv', '1.1');
  expect(await installed()).toEqual({ version: '1.1', source: '.venv', installed: false });
});
