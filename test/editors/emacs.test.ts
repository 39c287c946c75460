import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/run.ts';
import { documentedBlock, hasEditor, withCommand } from './machine.ts';

const works = ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"];
const here = hasEditor('emacs', ['emacs-nox', 'elpa-eglot'], works);

/** Opens a config, waits for Flymake, and applies the first fix that is offered for the address. */
const DRIVE = `
(package-initialize)
(require 'eglot)
(load-file "init.el")
(setq eglot-sync-connect 10 eglot-autoshutdown nil make-backup-files nil)
(find-file ".cursor/mcp.json")
;; A mode for JSON comes with Emacs 29, or from a package before.
(unless (fboundp 'json-mode) (define-derived-mode json-mode js-mode "JSON"))
(json-mode)
(apply #'eglot--connect (eglot--guess-contact))
(defun marks () (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
(flymake-start)
(let ((end (+ (float-time) 20)))
  (while (and (< (float-time) end) (null (marks))) (accept-process-output nil 0.1) (flymake-start)))
(princ (format "marks: %s\\n" (marks)))
(goto-char (point-min))
(search-forward "http://")
(let* ((server (eglot-current-server))
       (here (eglot--pos-to-lsp-position (- (point) 2)))
       (actions (jsonrpc-request server :textDocument/codeAction
                 (list :textDocument (eglot--TextDocumentIdentifier)
                       :range (list :start here :end here)
                       :context (list :diagnostics [])))))
  (let ((edit (plist-get (aref actions 0) :edit)))
    (eglot--apply-workspace-edit edit)))
(save-buffer)
`;

describe.runIf(here)('a real Emacs with eglot', () => {
  it('shows what is wrong and fixes it', () => {
    const config = (scheme: string) =>
      `{ "mcpServers": { "api": { "url": "${scheme}://api.example.com/mcp" } } }\n`;
    const cwd = folder({
      '.cursor/mcp.json': config('http'),
      'bin/x': '',
      'init.el': documentedBlock('Emacs (eglot)', 'elisp'),
      'drive.el': DRIVE,
    });
    const env = {
      ...process.env,
      HOME: cwd,
      PATH: `${withCommand(join(cwd, 'bin'))}:${process.env.PATH}`,
    };
    const { status, stdout, stderr } = spawnSync('emacs', ['--batch', '-l', 'drive.el'], {
      cwd,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('unencrypted');
    expect(readFileSync(join(cwd, '.cursor/mcp.json'), 'utf8')).toBe(config('https'));
  });
});
