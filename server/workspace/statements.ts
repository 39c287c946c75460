import { dirname } from 'node:path';
import { addAttestation, removeAttestation } from '../../rules/policy/edit.ts';
import type { Attestation } from '../../rules/policy/policy.ts';
import type { TextEdit } from '../../rules/text/span.ts';
import { pathFrom } from '../machine/paths.ts';
import type { FactStore } from './fact-store.ts';

/** What a person says of a server, or takes back. */
export type Statement = Omit<Attestation, 'path'>;

/** The change of a policy file that writes a statement down. */
export interface StatementEdit {
  /** Absolute. */
  readonly file: string;
  /** @returns undefined where the text of the file cannot be extended */
  edits(text: string): readonly TextEdit[] | undefined;
}

/**
 * @param path of the config, or of the folder of a project, absolute
 * @param from the file from which the policy file is looked for; one in the folder for a project
 */
export async function attesting(
  facts: Pick<FactStore, 'projectFileFor'>,
  path: string,
  said: Statement,
  from: string = path,
): Promise<StatementEdit> {
  const file = await facts.projectFileFor(from);
  const about = nameOf(path, file);
  return { file, edits: (text) => addAttestation(text, { ...said, path: about }) };
}

/** A folder in which the policy file lies itself is its `.`. */
function nameOf(path: string, file: string): string {
  return pathFrom(dirname(file), path) || '.';
}

/** The same for one that is taken back. */
export async function withdrawing(
  facts: Pick<FactStore, 'projectFileFor'>,
  path: string,
  { item, server }: Pick<Statement, 'item' | 'server'>,
  from: string = path,
): Promise<StatementEdit> {
  const file = await facts.projectFileFor(from);
  const about = { item, server, path: nameOf(path, file) };
  return { file, edits: (text) => removeAttestation(text, about) };
}
