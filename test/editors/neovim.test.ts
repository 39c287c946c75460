import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/run.ts';
import { fake } from '../fake.ts';
import { documentedBlock, hasEditor, withCommand } from './machine.ts';

const here = hasEditor('nvim', ['neovim'], ['--version']);

/** Drives it as a person does: waits for the marks, takes the fixes of two of them, asks what the mark means. */
const DRIVE = `
local function fail(why) io.stderr:write(why .. '\\n') vim.cmd('cquit') end
local ok, problem = pcall(function()
  local function codes()
    local found = {}
    for _, it in ipairs(vim.diagnostic.get(0)) do found[it.code or (it.user_data and it.user_data.lsp.code)] = it end
    return found
  end
  if not vim.wait(15000, function() return codes()['plaintext-secret'] ~= nil end, 20) then
    return fail('no diagnostics came')
  end
  local result = { codes = vim.tbl_keys(codes()), buffers = {} }
  local mark = codes()['plaintext-secret']
  local at = { line = mark.lnum, character = mark.col + 1 }
  local document = { uri = vim.uri_from_bufnr(0) }
  local hovers = vim.lsp.buf_request_sync(0, 'textDocument/hover', { textDocument = document, position = at }, 5000)
  for _, answer in pairs(hovers) do result.hover = answer.result and answer.result.contents.value end
  for _, code in ipairs({ 'plaintext-secret', 'insecure-transport' }) do
    local found = codes()[code]
    local range = {
      start = { line = found.lnum, character = found.col },
      ['end'] = { line = found.end_lnum, character = found.end_col },
    }
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction',
      { textDocument = document, range = range, context = { diagnostics = {} } }, 5000)
    for id, answer in pairs(answers) do
      for _, action in ipairs(answer.result) do
        if action.isPreferred and action.edit then
          vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding)
          break
        end
        -- What takes a secret out is a command: the server keeps the secret first, then asks for the edit.
        if action.isPreferred and action.command then
          vim.lsp.get_client_by_id(id).request_sync('workspace/executeCommand', action.command, 5000, 0)
          break
        end
      end
    end
    vim.wait(5000, function() return codes()[code] == nil end, 20)
  end
  result.left = vim.tbl_keys(codes())
  vim.cmd('write')
  vim.fn.writefile({ vim.fn.json_encode(result) }, 'result.json')
end)
if not ok then fail(tostring(problem)) end
vim.cmd('qall!')
`;

describe.runIf(here)('a real Neovim, set up as docs/editors.md says', () => {
  it('shows what is wrong, says why, and fixes it', () => {
    const token = fake.githubToken();
    const config = (secret: string, scheme: string) => `{
  "mcpServers": {
    // kept
    "gh": { "command": "node", "args": ["a.js"], "env": { "GITHUB_TOKEN": "${secret}" } },
    "api": { "url": "${scheme}://api.example.com/mcp" }
  }
}
`;
    const cwd = folder({
      '.cursor/mcp.json': config(token, 'http'),
      'bin/x': '',
      'init.lua': documentedBlock('Neovim before 0.11', 'lua'),
      'drive.lua': DRIVE,
    });
    const env = {
      ...process.env,
      HOME: cwd,
      PATH: `${withCommand(join(cwd, 'bin'))}:${process.env.PATH}`,
    };
    const args = [
      '--headless',
      '-n',
      '-u',
      'init.lua',
      '.cursor/mcp.json',
      '-c',
      'luafile drive.lua',
    ];
    const { status, stderr } = spawnSync('nvim', args, {
      cwd,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status, stderr).toBe(0);
    const result = JSON.parse(readFileSync(join(cwd, 'result.json'), 'utf8'));
    expect(result.codes).toEqual(
      expect.arrayContaining(['plaintext-secret', 'insecure-transport']),
    );
    expect(result.hover).toContain('GitHub');
    expect(result.left).not.toContain('plaintext-secret');
    expect(result.left).not.toContain('insecure-transport');
    expect(readFileSync(join(cwd, '.cursor/mcp.json'), 'utf8')).toBe(
      config('${env:GITHUB_TOKEN}', 'https'),
    );
    // The person's own file holds what was taken out.
    expect(readFileSync(join(cwd, '.mcp-checklist/secrets.env'), 'utf8')).toContain(token);
  });
});
