import * as z from 'zod/mini';
import { type ItemId, readItemId } from '../findings/item-id.ts';
import { isTooLong, MAX_GLOB } from '../text/glob.ts';
import { once } from '../text/memory.ts';

/**
 * The shapes of the project file, made when they are first needed. `project` is the file as editors complete and
 * check it; reading is more forgiving, entry by entry: see `readProject`.
 */
export const projectShapes = once(() => {
  const text = (longest: number, description: string) =>
    z.string().check(z.minLength(1), z.maxLength(longest), z.describe(description));

  const day = (description: string) =>
    z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.describe(description));

  const path = text(MAX_GLOB, 'A glob for configs, from the folder of this file.').check(
    z.refine((glob) => !isTooLong(glob)),
  );
  const pointer = z
    .string()
    .check(z.maxLength(2000), z.describe('A JSON pointer into the config.'));
  const rule = text(100, 'The id of a rule.');

  // A bare number is an item of the production list: older files hold nothing else. It is rewritten
  // rather than transformed, as a JSON schema has no word for what is transformed.
  const item = z
    .union([
      z.int().check(z.minimum(1), z.maximum(10)),
      z.string().check(z.regex(/^(?:production|publish)\/[1-9]\d?$/)),
    ])
    .check(
      z.overwrite((given) => readItemId(given) ?? given),
      z.describe('The item of the checklist, such as production/3.'),
    ) as unknown as z.ZodMiniType<ItemId, ItemId | number>;

  const ignore = z.object({
    rule,
    path,
    server: z.optional(text(500, 'Only findings of this server.')),
    pointer: z.optional(pointer),
    reason: text(2000, 'Why it is fine: whoever comes next reads this.'),
    until: z.optional(day('The last day on which it counts.')),
  });

  const attestation = z.object({
    item,
    path: text(1000, 'The config, from the folder of this file.'),
    server: text(500, 'The name of the server.'),
    fingerprint: text(100, 'What was attested: another command, URL or version asks again.'),
    by: text(200, 'Who looked.'),
    on: day('When.'),
    until: day('The last day on which it counts.'),
    note: z.optional(text(2000, 'What was seen.')),
  });

  const verdict = z.enum(['pass', 'fail', 'review', 'info']);
  const amount = z.int().check(z.minimum(0));
  const probe = z.object({
    path: text(1000, 'The config, from the folder of this file.'),
    server: text(500, 'The name of the server.'),
    fingerprint: text(100, 'What was probed: another command, URL or version asks again.'),
    names: z.array(text(500, 'A variable or header it was started with.')),
    ran: z.optional(text(200, 'The version that ran.')),
    pinned: z.boolean().check(z.describe('Whether the config named it.')),
    on: day('When.'),
    until: day('The last day on which it counts.'),
    by: text(100, 'What probed it.'),
    credentials: z.enum(['made up', 'real', 'none']),
    network: z.enum(['answered', 'real', 'none']),
    steps: z.record(z.string().check(z.maxLength(100)), verdict),
    items: z.record(z.string().check(z.maxLength(100)), z.enum(['pass', 'fail', 'review'])),
    tools: z.object({
      count: amount,
      readOnly: amount,
      writes: amount,
      hash: z.string().check(z.maxLength(100)),
    }),
    asked: z.optional(
      z
        .object({
          name: text(500, 'The variable, header or flag.'),
          provider: text(100, 'Who was asked.'),
          standing: z.enum(['live', 'refused', 'unclear']),
          scopes: z.optional(z.array(text(100, 'What it may do, in their words.'))),
          reach: z.optional(z.enum(['everything', 'writes', 'reads'])),
          expires: z.optional(text(10, 'A day, or never.')),
          refusedAfter: z.optional(amount.check(z.describe('Seconds, after it was revoked.'))),
        })
        .check(z.describe('What the provider said of one credential.')),
    ),
  });

  const baselineEntry = z.object({
    rule,
    path: text(1000, 'The config.'),
    pointer,
    hash: text(100, 'A keyed hash of what was found; of no credential.'),
  });

  const severity = z.enum(['off', 'hint', 'information', 'warning', 'error']);
  const strictness = z.enum(['default', 'strict']);
  const baseline = z.object({
    key: text(100, 'Keys the hashes.'),
    findings: z.array(baselineEntry),
  });

  const project = z.object({
    $schema: z.optional(z.string()),
    rules: z.optional(
      z
        .record(z.string(), severity)
        .check(
          z.describe(
            'Severity by the id of a rule; what a rule that is off finds is listed as accepted.',
          ),
        ),
    ),
    strictness: z.optional(
      strictness.check(z.describe('`strict` also runs the rules that are off by default.')),
    ),
    environments: z.optional(
      z
        .record(z.string(), z.array(text(1000, 'A glob for configs, or glob#server.')))
        .check(z.describe('Which configs belong to which environment, by its name.')),
    ),
    ignore: z.optional(
      z.array(ignore).check(z.describe('Findings that somebody decided to live with.')),
    ),
    attestations: z.optional(
      z.array(attestation).check(z.describe("People's dated words on items of the checklist.")),
    ),
    probes: z.optional(
      z.array(probe).check(z.describe('What probes of servers showed; written by a command.')),
    ),
    baseline: z.optional(
      baseline.check(z.describe('The findings this project began with; written by a command.')),
    ),
  });
  return { severity, strictness, ignore, attestation, probe, baseline, baselineEntry, project };
});
