// The least that checking could cost: lists, reads and parses the same files, and nothing else.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

function visit(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) visit(path);
    else parse(readFileSync(path, 'utf8'));
  }
}

function parse(text) {
  try {
    JSON.parse(text);
  } catch {
    // Comments and other grammars: read, and that is what is counted.
  }
}

visit(process.argv[2]);
