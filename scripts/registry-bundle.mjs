// What the bundle of the registry lookup leaves out of npm's own modules: a third of it. Shared with the test
// that loads the bundle.

import { readFileSync } from 'node:fs';

/** npm's settings come with their manual, for a help that nobody opens here. @type {import('esbuild').Plugin} */
const withoutManual = {
  name: 'npm settings without their manual',
  setup(build) {
    const filter = /@npmcli[\\/]config[\\/]lib[\\/]definitions[\\/]definitions\.js$/;
    build.onLoad({ filter }, ({ path }) => {
      let left = 0;
      const contents = readFileSync(path, 'utf8').replace(
        /^( {4}description: )`(?:\\[\s\S]|[^`\\])*`,$/gm,
        (_, key) => {
          left += 1;
          // It has to be there, and to be true.
          return `${key}'-',`;
        },
      );
      const errors = left > 100 ? [] : [{ text: `${path} keeps its descriptions elsewhere now` }];
      return { contents, errors };
    });
  },
};

/** @type {{ external: string[], alias: Record<string, string>, plugins: import('esbuild').Plugin[] }} */
export const registryBundle = {
  // Asked for in a try/catch, to read answers in other encodings than UTF-8: none are, and it is 490 KB.
  external: ['iconv-lite'],
  alias: {
    'socks-proxy-agent': './server/registry/slim/socks-proxy-agent.cjs',
    cacache: './server/registry/slim/no-disk-cache.cjs',
    '@npmcli/package-json': './server/registry/slim/package-json.cjs',
    '@npmcli/map-workspaces': './server/registry/slim/map-workspaces.cjs',
  },
  plugins: [withoutManual],
};
