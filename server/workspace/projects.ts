import { dirname, join } from 'node:path';
import { policyWords } from '../../rules/checklists/policy-words.ts';
import { PROJECT_FILE, type ProjectScope } from '../../rules/policy/policy.ts';
import { type ProjectProblem, readProject } from '../../rules/policy/read.ts';
import { pathFrom } from '../machine/paths.ts';
import { foldersAround, isInside } from './inside.ts';

/** What finding project files takes from the machine. */
export interface ProjectFiles {
  /** Undefined for what is not there or cannot be read as text. */
  readText(path: string): Promise<string | undefined>;
  /** Whether something of that name is there, whatever it is. */
  exists(path: string): Promise<boolean>;
  /** Whether a file is of the person who runs this. */
  isOwn(path: string): Promise<boolean>;
  /** The nearest folder, at or above one, that may hold a policy file or be the top of a repository. */
  nearestOther?(folder: string): string;
  /** Told of every file that is read and does not say what it should. */
  complain(path: string, problems: readonly ProjectProblem[]): void;
}

/** Where a person works. */
export interface ProjectPlaces {
  /** The folders that a person opened or named, absolute. */
  folders(): readonly string[];
  /** What of it is in none of those is the person's own. */
  readonly home: string;
  /** The one file that counts, where a person names it; absolute. */
  readonly only?: string | undefined;
}

interface Found {
  readonly folder: string;
  readonly project: ProjectScope['project'];
}

/**
 * Finds the project file of a config: the nearest one at or above it, up to the top of its repository. Where nothing
 * says where a repository ends it is the folder that the person works in, as a stranger's file further up must not
 * count.
 */
export class Projects {
  readonly #files: ProjectFiles;
  readonly #places: ProjectPlaces;
  readonly #known = new Map<string, Promise<Found | undefined>>();
  readonly #repositories = new Map<string, Promise<string | undefined>>();

  constructor(files: ProjectFiles, places: ProjectPlaces) {
    this.#files = files;
    this.#places = places;
  }

  /** @param path absolute */
  async scopeOf(path: string): Promise<ProjectScope | undefined> {
    const found = await this.#in(this.#start(path));
    if (!found) return undefined;
    return { project: found.project, path: pathFrom(found.folder, path) };
  }

  /** Where the project file of a config is, or should be made. */
  async fileFor(path: string): Promise<string> {
    const { only } = this.#places;
    if (only !== undefined) return only;
    const folder = dirname(path);
    const found = await this.#in(folder);
    return join(found?.folder ?? (await this.#placeFor(folder)), PROJECT_FILE);
  }

  /** The folders above one that a person works in where a project file may count for it, nearest first. */
  async above(folder: string): Promise<readonly string[]> {
    const end = await this.#repositoryOf(folder);
    const found: string[] = [];
    if (end === undefined) return found;
    for (let it = folder; it !== end; found.push(it)) it = dirname(it);
    return found;
  }

  /** Files have changed: everything is read anew when asked for. */
  forget(): void {
    this.#known.clear();
    this.#repositories.clear();
  }

  #nearest(folder: string): string {
    const { only } = this.#places;
    return only === undefined ? (this.#files.nearestOther?.(folder) ?? folder) : folder;
  }

  #start(path: string): string {
    return dirname(this.#places.only ?? path);
  }

  #in(start: string): Promise<Found | undefined> {
    const folder = this.#nearest(start);
    const known = this.#known.get(folder) ?? this.#look(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #look(folder: string): Promise<Found | undefined> {
    const { only } = this.#places;
    const path = only ?? join(folder, PROJECT_FILE);
    const text = await this.#files.readText(path);
    // Above the folder that a person works in, a file of somebody else is nobody's word.
    const counts = only !== undefined || this.#topOf(folder) !== undefined;
    if (text !== undefined && (counts || (await this.#files.isOwn(path)))) {
      const { project, problems } = readProject(text, policyWords);
      if (problems.length > 0) this.#files.complain(path, problems);
      return { folder, project };
    }
    if (only !== undefined || folder === (await this.#endOf(folder))) return undefined;
    return this.#in(dirname(folder));
  }

  /** The last folder to look in. */
  async #endOf(folder: string): Promise<string> {
    return (await this.#repositoryOf(folder)) ?? this.#topOf(folder) ?? folder;
  }

  /** The folder for a new file: not above the one that a person works in, nor outside of the repository. */
  async #placeFor(folder: string): Promise<string> {
    const repository = await this.#repositoryOf(folder);
    const top = this.#topOf(folder);
    if (top === undefined || repository === undefined) return top ?? repository ?? folder;
    return isInside(repository, top) ? repository : top;
  }

  /** The outermost of the folders that a person works in; the home folder for what is in none. */
  #topOf(folder: string): string | undefined {
    // What is in the folder is in the folder itself, and in all that hold it.
    const within = join(folder, 'x');
    const { folders, home } = this.#places;
    const top = foldersAround(within, folders()).at(-1);
    return top ?? (isInside(within, home) ? home : undefined);
  }

  /** The nearest folder that is the top of a repository. */
  #repositoryOf(start: string): Promise<string | undefined> {
    const folder = this.#files.nearestOther?.(start) ?? start;
    const known = this.#repositories.get(folder) ?? this.#lookForRepository(folder);
    this.#repositories.set(folder, known);
    return known;
  }

  async #lookForRepository(folder: string): Promise<string | undefined> {
    if (await this.#files.exists(join(folder, '.git'))) return folder;
    const above = dirname(folder);
    return above === folder ? undefined : this.#repositoryOf(above);
  }
}
