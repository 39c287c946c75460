import type { ProjectSource } from '../project/types.ts';

let loaded: ProjectSource | undefined;

function load(): ProjectSource {
  loaded ??= require('./project.cjs') as ProjectSource;
  return loaded;
}

/** The bundle stands beside this one; it is read from disk when a server project is first asked for. */
export const lazyProjects: ProjectSource = {
  openFolder: async (folder, signal) => {
    return load().openFolder(folder, signal);
  },
  ruleMetas: () => load().ruleMetas(),
};
