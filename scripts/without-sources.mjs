// The pages that the facts of a host come from are for whoever reads it, and for its tests. Nothing that runs looks at
// them: in the server they were 21 KB, which an editor would load for nobody.
import { readFile } from 'node:fs/promises';

const SOURCES = /\bsources: \[[^\]]*\],/g;

/** @type {import('esbuild').Plugin} */
export const withoutSources = {
  name: 'without sources',
  setup(build) {
    build.onLoad({ filter: /[\\/]rules[\\/]hosts[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      // The line ends stay, so that the map of the bundle is right.
      const contents = text.replace(SOURCES, (it) => it.replace(/[^\n]/g, ''));
      return { contents, loader: 'ts' };
    });
  },
};
