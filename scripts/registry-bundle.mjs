// What the bundle of the registry lookup leaves out of npm's own modules: a third of it. Shared with the test
// that loads the bundle.

/** @type {{ external: string[], alias: Record<string, string> }} */
export const registryBundle = {
  // Asked for in a try/catch, to read answers in other encodings than UTF-8: none are, and it is 490 KB.
  external: ['iconv-lite'],
  alias: {
    'socks-proxy-agent': './server/registry/slim/socks-proxy-agent.cjs',
    cacache: './server/registry/slim/no-disk-cache.cjs',
    '@npmcli/package-json': './server/registry/slim/package-json.cjs',
    '@npmcli/map-workspaces': './server/registry/slim/map-workspaces.cjs',
  },
};
