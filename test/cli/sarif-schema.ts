import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);
// Microsoft's copy of the schema that OASIS published with the standard, in a draft of JSON Schema that differs
// from later ones in its head only, as far as this one goes.
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(
    join(require.resolve('@microsoft/jest-sarif'), '../schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
/** Whether a log has the form of SARIF 2.1.0. */
export const isSarif: ValidateFunction = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);
