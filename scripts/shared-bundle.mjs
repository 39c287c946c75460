// The client and the server speak the same protocol with the same library, a third of the client's bundle. It is
// bundled once, into dist/protocol.cjs, and both read it from there.

const FILE = './protocol.cjs';
/** Every way in which the language client and server ask for it. */
const MODULES = ['vscode-languageserver-protocol', 'vscode-languageserver-protocol/node'];

/** Replaces the library by a look into the shared bundle. @type {import('esbuild').Plugin} */
export const sharedProtocol = {
  name: 'shared protocol',
  setup(build) {
    const filter = /^vscode-(?:languageserver-protocol|languageserver-types|jsonrpc)(?:\/|$)/;
    build.onResolve({ filter }, ({ path }) => {
      if (MODULES.includes(path)) return { path, namespace: 'shared' };
      return { errors: [{ text: `${path} is not part of ${FILE}: name it in shared-bundle.mjs` }] };
    });
    build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(FILE)})[${JSON.stringify(path)}];`,
    }));
    build.onResolve({ filter: /^\.\/protocol\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** The shared bundle itself. @param {string} resolveDir */
export function protocolEntry(resolveDir) {
  const lines = MODULES.map(
    (name) => `exports[${JSON.stringify(name)}] = require(${JSON.stringify(name)});`,
  );
  return { contents: lines.join('\n'), resolveDir };
}
