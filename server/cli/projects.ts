import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { safe } from '../../rules/secrets/safe.ts';
import type { ProjectReport } from '../project/types.ts';
import { lazyProjects } from '../runtime/lazy-projects.ts';
import type { Io } from './io.ts';

/** The server projects below some paths. */
export interface FoundProjects {
  readonly reports: readonly ProjectReport[];
  /** Whether everything was read. */
  readonly complete: boolean;
}

/** Looks for server projects in the folders among the paths; files are no projects. Roots are from the working folder. */
export async function findProjects(io: Io, paths: readonly string[]): Promise<FoundProjects> {
  const reports: ProjectReport[] = [];
  let complete = true;
  for (const path of paths.length > 0 ? paths : ['.']) {
    const folder = resolve(path);
    if (!(await stat(folder).catch(() => undefined))?.isDirectory()) continue;
    io.progress(`Reading ${safe.text(path)} …`);
    const opened = await lazyProjects.openFolder(folder);
    io.progress('');
    if (!opened) continue;
    if (opened.cut !== undefined) {
      complete = false;
      io.err(`mcp-checklist: ${safe.text(path)}: ${opened.cut}\n`);
    }
    const from = relative(process.cwd(), folder).split(sep).join('/');
    reports.push(
      ...opened.reports().map((report) => ({ ...report, root: joined(from, report.root) })),
    );
  }
  return { reports, complete };
}

function joined(folder: string, root: string): string {
  if (folder === '') return root;
  return root === '.' ? folder : `${folder}/${root}`;
}
