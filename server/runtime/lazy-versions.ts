import type { VersionSource } from '../registry/types.ts';

let loaded: VersionSource | undefined;

/** The bundle stands beside this one; it is read from disk when the first version is asked for. */
function load(): VersionSource {
  loaded ??= require('./registry.cjs') as VersionSource;
  return loaded;
}

export const lazyVersions: VersionSource = {
  hostAsked: async (lookup, context) => load().hostAsked(lookup, context),
  installedVersion: async (lookup, context) => load().installedVersion(lookup, context),
  newestVersion: async (lookup, context) => load().newestVersion(lookup, context),
};
