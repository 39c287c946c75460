// How the registry lookup is bundled: npm's own modules, whole. Shared with the test that loads the bundle.

/** @type {{ external: string[] }} */
export const registryBundle = {
  // Asked for in a try/catch by minipass-fetch, to read answers in other encodings than UTF-8; no registry sends
  // any, and npm itself does not install it either.
  external: ['iconv-lite'],
};
