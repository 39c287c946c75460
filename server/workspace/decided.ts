import { join } from 'node:path';
import type { Attestation, ProjectScope } from '../../rules/policy/policy.ts';
import type { FolderScope, JudgeFolder, ProjectWords } from '../project/types.ts';

/** Whoever knows what people decided. */
export interface Deciders {
  /** What a team wrote down about a file; absolute. */
  policyOf(path: string): Promise<ProjectScope | undefined>;
  /** What a person said for themselves about a folder; absolute. */
  ownWords(folder: string): readonly Attestation[];
}

const FILE = 'package.json';

/**
 * What people decided about the projects of a folder, so that it can be sent.
 *
 * @param roots of the projects, as paths from the folder
 */
export async function decidedBy(
  deciders: Deciders,
  folder: string,
  roots: readonly string[],
): Promise<Pick<JudgeFolder, 'scopes' | 'words'>> {
  const scopes: FolderScope[] = [];
  const words: ProjectWords[] = [];
  const deepest = [...new Set(['', ...roots])].sort((a, b) => b.length - a.length);
  for (const below of deepest) {
    const file = below === '' ? FILE : `${below}/${FILE}`;
    const found = await deciders.policyOf(join(folder, file));
    const attestations = [
      ...(found ? aboutFolder(found, found.project.attestations) : []),
      ...deciders.ownWords(join(folder, below)),
    ];
    const probes = found ? aboutFolder(found, found.project.probes) : [];
    if (attestations.length + probes.length > 0) words.push({ root: below, attestations, probes });
    if (found) scopes.push({ below, project: found.project, ...way(found.path, file) });
  }
  return { scopes, words };
}

/** Those of a policy file that are about the folder of a file. */
function aboutFolder<T extends { readonly path: string }>(
  { path }: ProjectScope,
  all: readonly T[],
): readonly T[] {
  const root = path.slice(0, -FILE.length).replace(/\/$/, '') || '.';
  return all.filter((it) => it.path === root);
}

/** The policy file lies above the folder, or somewhere within it. */
function way(path: string, file: string): Pick<FolderScope, 'prefix' | 'cut'> {
  if (path.endsWith(file)) return { prefix: path.slice(0, -file.length), cut: 0 };
  return { prefix: '', cut: Math.max(0, file.length - path.length) };
}
