import type { FileFacts } from '../../project/files/facts.ts';
import type { Manifest } from '../../project/manifests/manifest.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Signals } from '../../project/signals/signals.ts';
import type { Place } from '../../project/tools/tool.ts';
import type { Status } from '../checklist.ts';

/** How a project stands to one item of the publish list. */
export interface ItemStanding {
  readonly status: Status;
  /** One sentence. */
  readonly reason: string;
  readonly places: readonly Place[];
}

/** What the demands of directories look at: the same signals and standings as the publish list, nothing read anew. */
export class View {
  readonly project: ServerProject;
  readonly signals: Signals;
  readonly #standings: ReadonlyMap<number, ItemStanding>;

  constructor(signals: Signals, standings: ReadonlyMap<number, ItemStanding>) {
    this.project = signals.project;
    this.signals = signals;
    this.#standings = standings;
  }

  item(number: number): ItemStanding | undefined {
    return this.#standings.get(number);
  }

  get isRemote(): boolean {
    return this.signals.http.length > 0;
  }

  /** A listing of the official registry. */
  get listing(): Manifest | undefined {
    return this.signals.manifests('server.json')[0];
  }

  get bundle(): Manifest | undefined {
    return this.signals.manifests('mcpb')[0];
  }

  textOf({ file }: { readonly file: string }): string {
    return this.project.files.get(file)?.text ?? '';
  }

  /** Files by their path, those of the project before those of the repository around it. */
  filesLike(pattern: RegExp): readonly FileFacts[] {
    const { root, files } = this.project;
    const own = (path: string): number => (root !== '' && path.startsWith(`${root}/`) ? 0 : 1);
    return [...files.values()]
      .filter(({ path, role }) => pattern.test(path) && role !== 'test' && role !== 'example')
      .sort((a, b) => own(a.path) - own(b.path));
  }

  /** The first thing in a file. */
  top(file: string): Place {
    return { file, span: { start: 0, end: 0 } };
  }

  /** Where the project is described: its README, its manifest. */
  get home(): readonly Place[] {
    const [readme] = this.signals.docs.files;
    return readme ? [this.top(readme.path)] : [];
  }
}
