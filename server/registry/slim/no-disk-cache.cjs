// In the bundle this stands in for cacache: answers are kept in memory only (see ask.ts), so npm's cache on
// disk is never touched. Reading a property of it is a mistake, and says so.
'use strict';

module.exports = new Proxy(
  {},
  {
    get() {
      throw new Error('The disk cache is left out of this bundle.');
    },
  },
);
