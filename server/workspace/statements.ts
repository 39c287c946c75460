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

/** @param path of the config, absolute */
export async function attesting(
  facts: Pick<FactStore, 'projectFileFor'>,
  path: string,
  said: Statement,
): Promise<StatementEdit> {
  const file = await facts.projectFileFor(path);
  const about = pathFrom(dirname(file), path);
  return { file, edits: (text) => addAttestation(text, { ...said, path: about }) };
}

/** The same for one that is taken back. */
export async function withdrawing(
  facts: Pick<FactStore, 'projectFileFor'>,
  path: string,
  { item, server }: Pick<Statement, 'item' | 'server'>,
): Promise<StatementEdit> {
  const file = await facts.projectFileFor(path);
  const about = { item, server, path: pathFrom(dirname(file), path) };
  return { file, edits: (text) => removeAttestation(text, about) };
}
