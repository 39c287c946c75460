// esbuild escapes what is not ASCII in strings, but not in patterns and tagged templates, where only the tag knows
// whether it asks for the text as it was written. None of ours does. A single such character has V8 keep the whole
// bundle, a million characters, in two bytes for each.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './steps.mjs';

const BEYOND = /[^\0-\x7F]/g;

/** @type {import('esbuild').Plugin} */
export const ascii = {
  name: 'ASCII',
  setup(build) {
    const { absWorkingDir = '', outfile = '' } = build.initialOptions;
    const file = path.join(absWorkingDir, outfile);
    build.onEnd(({ errors }) => {
      if (errors.length > 0) return;
      const text = readFileSync(file, 'utf8');
      // Behind a backslash it would be one for the escape.
      const [odd] = /.{0,40}\\[^\0-\x7F].{0,10}/.exec(text) ?? [];
      if (odd !== undefined) throw new Failure(`${outfile}: needless backslash in ${odd}`);
      const escaped = text.replace(BEYOND, (it) => `\\u${hex(it.charCodeAt(0))}`);
      if (escaped !== text) writeFileSync(file, escaped);
    });
  },
};

/** @param {number} unit */
function hex(unit) {
  return unit.toString(16).padStart(4, '0');
}
