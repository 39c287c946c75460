import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';

test('this run is about a folder that nobody trusts', async () => {
  assert.equal(vscode.workspace.isTrusted, false);
});
