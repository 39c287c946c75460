// In the bundle this stands in for @npmcli/package-json, which brings git and the list of all licences along.
// @npmcli/config wants one thing of it: does the package.json of this folder name workspaces?
'use strict';

const { readFile } = require('node:fs/promises');
const path = require('node:path');

exports.normalize = async (folder) => ({
  content: JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')),
});
