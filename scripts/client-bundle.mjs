// What the client's bundle leaves out of the language client: features of the protocol that our server never
// offers, such as notebooks, colours and renaming. In their place stands a feature that announces nothing.

import { readFileSync } from 'node:fs';

const LEFT_OUT = [
  'callHierarchy',
  'codeLens',
  'colorProvider',
  'completion',
  'declaration',
  'definition',
  'documentHighlight',
  'documentSymbol',
  'fileOperations',
  'foldingRange',
  'formatting',
  'implementation',
  'inlayHint',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'reference',
  'rename',
  'selectionRange',
  'semanticTokens',
  'signatureHelp',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
  'workspaceSymbol',
];

// The interface `StaticFeature` of vscode-languageclient/lib/common/features.d.ts.
/** Of notebooks the diagnostics want to hear; there are none to hear of. */
const NO_NOTEBOOKS = `const never = () => ({ dispose() {} });
exports.NotebookDocumentSyncFeature = class {
  static CellScheme = 'vscode-notebook-cell';
  registrationType = { method: 'notebookDocument/sync' };
  onOpenNotificationSent = never;
  onChangeNotificationSent = never;
  onSaveNotificationSent = never;
  onCloseNotificationSent = never;
  fillClientCapabilities() {}
  initialize() {}
  register() {}
  unregister() {}
  handles() { return false; }
  getState() { return { kind: 'static' }; }
  clear() {}
};`;

const ABSENT = `class Absent {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}`;

/** Replaces the modules of those features. @type {import('esbuild').Plugin} */
export const slimLanguageClient = {
  name: 'slim language client',
  setup(build) {
    const names = LEFT_OUT.join('|');
    const filter = new RegExp(
      `vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](?:${names})\\.js$`,
    );
    build.onLoad({ filter: /vscode-languageclient[\\/]lib[\\/]common[\\/]notebook\.js$/ }, () => ({
      contents: NO_NOTEBOOKS,
    }));
    build.onLoad({ filter }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const exported = [...source.matchAll(/^exports\.(\w+Features?) = \1;$/gm)].map(
        ([, it]) => it,
      );
      const errors = exported.length > 0 ? [] : [{ text: `${path} exports no feature any more` }];
      const lines = exported.map((name) => `exports.${name} = Absent;`);
      return { contents: [ABSENT, ...lines].join('\n'), errors };
    });
  },
};
