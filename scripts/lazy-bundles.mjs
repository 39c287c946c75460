/** Large and rarely wanted: the other bundles load them when somebody asks for them. */
export const lazyBundles = [
  './client-commands.cjs',
  './formats.cjs',
  './registry.cjs',
  './probe.cjs',
  './project.cjs',
];
