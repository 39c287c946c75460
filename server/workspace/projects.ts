import { dirname, join } from 'node:path';
import { PROJECT_FILE, type ProjectScope } from '../../rules/policy/policy.ts';
import { type ProjectProblem, readProject } from '../../rules/policy/read.ts';
import { pathFrom } from '../machine/paths.ts';

/** What finding project files takes from the machine. */
export interface ProjectFiles {
  /** Undefined for what is not there or cannot be read as text. */
  readText(path: string): Promise<string | undefined>;
  /** Whether something of that name is there, whatever it is. */
  exists(path: string): Promise<boolean>;
  /** Told of every file that is read and does not say what it should. */
  complain(path: string, problems: readonly ProjectProblem[]): void;
}

interface Found {
  readonly folder: string;
  readonly project: ProjectScope['project'];
}

/** Finds the project file of a config: the nearest one at or above it, within its repository or workspace folder. */
export class Projects {
  readonly #files: ProjectFiles;
  readonly #tops: () => readonly string[];
  readonly #known = new Map<string, Promise<Found | undefined>>();
  readonly #ends = new Map<string, Promise<boolean>>();

  /** @param tops folders above which nobody looks, absolute */
  constructor(files: ProjectFiles, tops: () => readonly string[]) {
    this.#files = files;
    this.#tops = tops;
  }

  /** @param path absolute */
  async scopeOf(path: string): Promise<ProjectScope | undefined> {
    const found = await this.#in(dirname(path));
    if (!found) return undefined;
    return { project: found.project, path: pathFrom(found.folder, path) };
  }

  /** Where the project file of a config is, or should be made. */
  async fileFor(path: string): Promise<string> {
    const found = await this.#in(dirname(path));
    return join(found?.folder ?? (await this.#topOf(dirname(path))), PROJECT_FILE);
  }

  /** Files have changed: everything is read anew when asked for. */
  forget(): void {
    this.#known.clear();
    this.#ends.clear();
  }

  #in(folder: string): Promise<Found | undefined> {
    const known = this.#known.get(folder) ?? this.#look(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #look(folder: string): Promise<Found | undefined> {
    const path = join(folder, PROJECT_FILE);
    const text = await this.#files.readText(path);
    if (text !== undefined) {
      const { project, problems } = readProject(text);
      if (problems.length > 0) this.#files.complain(path, problems);
      return { folder, project };
    }
    // Where nothing says where a repository ends, a stranger's file further up must not count.
    return folder === (await this.#topOf(folder)) ? undefined : this.#in(dirname(folder));
  }

  #isTop(folder: string): Promise<boolean> {
    const known =
      this.#ends.get(folder) ??
      (this.#tops().includes(folder)
        ? Promise.resolve(true)
        : this.#files.exists(join(folder, '.git')));
    this.#ends.set(folder, known);
    return known;
  }

  /** The nearest top; the folder itself where there is none. */
  async #topOf(folder: string): Promise<string> {
    for (let it = folder; ; it = dirname(it)) {
      if (await this.#isTop(it)) return it;
      if (dirname(it) === it) return folder;
    }
  }
}
