import { resolve } from 'node:path';
import { safe } from '../../rules/secrets/safe.ts';
import { fromHere } from '../machine/paths.ts';
import type { PlainFolders } from '../machine/plain-folders.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { FactStore } from '../workspace/fact-store.ts';
import { credentialIds } from './credential-ids.ts';
import type { InspectOptions } from './inspection.ts';
import type { Io } from './io.ts';

/**
 * What is known around the files below some paths.
 *
 * @param broken told when something in a policy file does not count
 * @param plain what a search of these paths has passed
 */
export function factsFor(
  io: Io,
  { paths, trust, silences, policyFile }: Omit<InspectOptions, 'settings'>,
  broken: () => void,
  plain?: PlainFolders,
): FactStore {
  const folders = [...new Set([process.cwd(), ...paths.map((path) => resolve(path))])];
  const facts = new FactStore({
    runtime: { ...nodeRuntime, hashCredential: credentialIds() },
    folders: () => folders,
    trusted: trust !== 'restricted',
    syntaxReported: false,
    silences,
    policyFile,
    secretManager: async () => 'auto',
    complain: (path, problems) => {
      if (!problems.every(({ harmless }) => harmless)) broken();
      for (const { line, message } of problems) {
        const where = safe.text(`${fromHere(path)}, line ${line}`);
        io.err(`mcp-checklist: ${where}: ${safe.text(message)}\n`);
      }
    },
  });
  facts.passed(plain);
  return facts;
}
