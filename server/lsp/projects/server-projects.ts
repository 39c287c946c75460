import { join } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { FileEdit, Finding, Related } from '../../../rules/findings/finding.ts';
import { isManifest, isOfProject, speaksOfServer } from '../../../rules/project/signs.ts';
import { changeOf, shifted, stretched } from '../../../rules/text/change.ts';
import { pathFrom } from '../../machine/paths.ts';
import type {
  JudgedFile,
  ProjectHelp,
  ProjectReport,
  SentFinding,
  ToolMark,
} from '../../project/types.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { FactStore } from '../../workspace/fact-store.ts';
import { isInside } from '../../workspace/inside.ts';
import type { PersonalAttestations } from '../../workspace/personal-attestations.ts';
import type { ClientProfile } from '../client-profile.ts';
import type { Events } from '../events.ts';
import type { Log } from '../log.ts';
import type { SettingsStore } from '../settings-store.ts';
import { HeldFolder } from './held-folder.ts';

/** So long a request about a document waits for the project to be judged. */
const PATIENCE = 700;
/** A folder whose reader died so often is left alone. */
const MOST_LOSSES = 2;

/** What server projects take from the server. */
export interface ProjectSurroundings {
  readonly runtime: Runtime;
  readonly client: ClientProfile;
  readonly settings: SettingsStore;
  readonly facts: FactStore;
  readonly attestations: Pick<PersonalAttestations, 'about'>;
  readonly log: Log;
  readonly events: Events;
  /** The documents that are open. */
  documents(): readonly TextDocument[];
}

/** What is known of a document that is part of a project. */
export interface ProjectPart {
  /** Another one whenever it may be something else. */
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly tools: readonly ToolMark[];
}

/**
 * The server projects in the folders that are open. Nobody looks for one without a manifest that speaks of a library
 * for servers, and nothing is read before.
 */
export class ServerProjects {
  readonly #around: ProjectSurroundings;
  readonly #folders = new Map<string, HeldFolder>();
  readonly #opening = new Map<string, Promise<void>>();
  readonly #losses = new Map<string, number>();
  #metas: ReadonlyMap<string, RuleMeta> = new Map();
  #count = 0;
  /** What was said last of each document. */
  readonly #answered = new Map<string, string>();
  readonly #ids = new Map<string, { readonly of: unknown; readonly id: string }>();

  constructor(around: ProjectSurroundings) {
    this.#around = around;
    const { events } = around;
    events.changed.on((uri) => this.#changed(uri));
    events.searched.on((found) => void this.#searched(found));
    events.outdated.on(() => this.outdate());
  }

  /** Those that have been judged. */
  get folders(): readonly HeldFolder[] {
    return [...this.#folders.values()].filter(({ judgement }) => judgement !== undefined);
  }

  /** What a rule about projects is; undefined for other rules, and while no project is known. */
  metaOf(rule: string): RuleMeta | undefined {
    return this.#metas.get(rule);
  }

  /** An item of the publish list, as the projects that are known have it. */
  itemOf(id: string): { readonly number: number; readonly title: string } | undefined {
    return this.folders[0]?.judgement?.reports[0]?.items.find((it) => it.id === id);
  }

  /** The project with this folder, by its address. */
  projectAt(uri: string): { readonly report: ProjectReport; readonly path: string } | undefined {
    for (const { path: folder, judgement } of this.folders)
      for (const report of judgement?.reports ?? []) {
        const path = join(folder, report.root);
        if (this.#around.runtime.uriOf(path) === uri) return { report, path };
      }
    return undefined;
  }

  /** What helps with an item in the project with this folder; files are paths from the folder that is named beside. */
  async help(
    uri: string,
    item: number,
  ): Promise<readonly (ProjectHelp & { readonly folder: string })[]> {
    for (const held of this.folders)
      for (const { root } of held.judgement?.reports ?? [])
        if (this.#around.runtime.uriOf(join(held.path, root)) === uri)
          return (await held.help(root, item)).map((it) => ({ ...it, folder: held.path }));
    return [];
  }

  /** The folder that a document is part of, and its path from there; undefined for all documents that are not. */
  placeOf(uri: string): { readonly folder: HeldFolder; readonly file: string } | undefined {
    const path = this.#folders.size === 0 ? undefined : this.#around.runtime.pathOf(uri);
    if (path === undefined) return undefined;
    for (const folder of this.#folders.values()) {
      if (!isInside(path, folder.path)) continue;
      const file = pathFrom(folder.path, path);
      if (isOfProject(file) && folder.isBelowRoot(file)) return { folder, file };
    }
    return undefined;
  }

  /** Waits a little for what was typed last in a document to be judged; not at all where it is part of no project. */
  async judged(document: TextDocument, patience = PATIENCE): Promise<void> {
    const place = this.placeOf(document.uri);
    if (place) await place.folder.judgedWith(place.file, document.getText(), patience);
  }

  /** What is known of a document: findings of an earlier text are where they are now, without their fixes. */
  now(document: TextDocument): ProjectPart | undefined {
    const part = this.#partOf(document);
    if (part) this.#answered.set(document.uri, part.id);
    return part;
  }

  #partOf(document: TextDocument): ProjectPart | undefined {
    const place = this.placeOf(document.uri);
    const known = place?.folder.of(place.file);
    if (!place || !known) return undefined;
    const { folder } = place;
    const text = document.getText();
    const { judged } = known;
    if (known.text === text) {
      const findings = judged.findings.map((it) => received(folder.path, it));
      return { id: this.#idOf(document.uri, judged), findings, tools: judged.tools };
    }
    return { ...moved(judged, known.text, text, folder.path), id: `late-${document.version}` };
  }

  /** What would be found in a document if it had another text. */
  async findingsIn({ uri }: TextDocument, text: string): Promise<readonly Finding[]> {
    const place = this.placeOf(uri);
    if (!place) return [];
    const { folder, file } = place;
    return (await folder.tryText(file, text)).map((it) => received(folder.path, it));
  }

  /** Whether a finding would be silenced if its document had another text. */
  async isSilenced(document: TextDocument, text: string, { rule, at }: Finding): Promise<boolean> {
    const span = shifted(changeOf(document.getText(), text), at.span);
    const found = await this.findingsIn(document, text);
    const same = found.filter((it) => it.rule === rule && it.at.span.start === span?.start);
    return same.length > 0 && same.every(({ suppressed }) => suppressed !== null);
  }

  watched(uris: readonly string[]): void {
    for (const uri of uris) void this.#watched(uri);
  }

  /** The folders that are open are others by now. */
  keepOnly(folders: readonly string[]): void {
    for (const [path, folder] of this.#folders) {
      if (folders.includes(path)) continue;
      folder.stop();
      this.#folders.delete(path);
      this.#around.events.projects.emit();
    }
  }

  dispose(): void {
    for (const folder of this.#folders.values()) folder.stop();
  }

  async #searched(
    found: readonly { readonly folder: string; readonly manifests: readonly string[] }[],
  ) {
    for (const { folder, manifests } of found) {
      if (this.#folders.has(folder) || !(await this.#speaks(manifests))) continue;
      await this.#open(folder);
    }
  }

  async #speaks(manifests: readonly string[]): Promise<boolean> {
    for (const path of manifests) {
      const text = await this.#around.runtime.readText(path);
      if (text !== undefined && speaksOfServer(text)) return true;
    }
    return false;
  }

  #open(folder: string): Promise<void> {
    const { projects } = this.#around.runtime;
    if (!projects || (this.#losses.get(folder) ?? 0) > MOST_LOSSES) return Promise.resolve();
    const opening =
      this.#opening.get(folder) ??
      this.#around.log
        .guard('Reading a server project', undefined, async () => {
          const service = await projects.open(folder);
          if (!service) return;
          if (this.#metas.size === 0)
            this.#metas = new Map((await projects.ruleMetas()).map((it) => [it.id, it]));
          const held = new HeldFolder(folder, service, this.#aroundFolder(folder));
          await held.start();
          if (held.judgement?.roots.length === 0) return;
          this.#folders.set(folder, held);
          for (const { uri } of this.#around.documents()) this.#changed(uri);
          this.#around.events.projects.emit();
        })()
        .finally(() => this.#opening.delete(folder));
    this.#opening.set(folder, opening);
    return opening;
  }

  /** What people decided has changed. */
  outdate(): void {
    for (const folder of this.#folders.values()) folder.outdate();
  }

  #aroundFolder(folder: string): ConstructorParameters<typeof HeldFolder>[2] {
    const { attestations, client, events, facts, log, runtime, settings } = this.#around;
    return {
      settings: async () => {
        const { rules, strictness } = await settings.for(runtime.uriOf(folder));
        return { rules, strictness };
      },
      policyOf: (path) => facts.policyOf(path),
      ownWords: (path) => attestations.about(runtime.uriOf(path)),
      trusted: client.options.trusted !== false,
      now: () => runtime.now(),
      later: (task, milliseconds) => runtime.later(task, milliseconds),
      judged: (held) => {
        if (!this.#folders.has(folder)) return;
        events.projects.emit();
        if (this.#isLate(held)) events.late.emit();
      },
      failed: (what, error) => log.failure(what, error),
      lost: (held, error) => {
        log.failure('Judging a server project', error);
        held.stop();
        this.#folders.delete(folder);
        this.#losses.set(folder, (this.#losses.get(folder) ?? 0) + 1);
        void this.#open(folder);
      },
    };
  }

  /** Whether another answer was given about an open document than would be now. */
  #isLate(held: HeldFolder): boolean {
    return this.#around.documents().some((document) => {
      if (this.placeOf(document.uri)?.folder !== held) return false;
      const part = this.#partOf(document);
      const said = this.#answered.get(document.uri);
      return said === undefined ? (part?.findings.length ?? 0) > 0 : said !== part?.id;
    });
  }

  #changed(uri: string): void {
    const place = this.placeOf(uri);
    if (!place) return;
    const { folder, file } = place;
    const open = this.#around.documents().find((it) => it.uri === uri);
    if (open) {
      folder.edit(file, open.getText());
      return;
    }
    folder.close(file);
    void this.#readAgain(folder, file);
  }

  async #watched(uri: string): Promise<void> {
    const place = this.placeOf(uri);
    if (place) {
      await this.#readAgain(place.folder, place.file);
      return;
    }
    const path = this.#around.runtime.pathOf(uri);
    if (path === undefined || !isManifest(path)) return;
    // A project may have begun.
    const folder = this.#around.facts.folderOf(path);
    if (folder === undefined || this.#folders.has(folder)) return;
    await this.#searched([{ folder, manifests: [path] }]);
  }

  async #readAgain(folder: HeldFolder, file: string): Promise<void> {
    const text = await this.#around.runtime.readText(join(folder.path, file));
    folder.changedOnDisk(file, text);
  }

  #idOf(uri: string, judged: JudgedFile): string {
    const known = this.#ids.get(uri);
    const of = JSON.stringify(judged.findings);
    if (known?.of === of) return known.id;
    this.#count += 1;
    const id = `project-${this.#count}`;
    this.#ids.set(uri, { of, id });
    return id;
  }
}

/** With the paths of this machine, and edits as everybody else has them. */
function received(folder: string, { fixes, at, related, ...finding }: SentFinding): Finding {
  return {
    ...finding,
    at: { ...at, file: join(folder, at.file) },
    related: related.map(
      (it): Related => ({ ...it, at: { ...it.at, file: join(folder, it.at.file) } }),
    ),
    fixes: fixes.map(({ edits, ...fix }) => {
      const own = edits.map((it): FileEdit => ({ ...it, file: join(folder, it.file) }));
      return { ...fix, edits: () => own };
    }),
  };
}

function moved(judged: JudgedFile, before: string, text: string, folder: string) {
  const change = changeOf(before, text);
  return {
    findings: judged.findings.map((it) => ({
      ...received(folder, { ...it, fixes: [] }),
      at: { file: join(folder, it.at.file), span: stretched(change, it.at.span) },
    })),
    tools: judged.tools.flatMap((it) => {
      const nameAt = shifted(change, it.nameAt);
      if (!nameAt) return [];
      const { start, end } = stretched(change, it.at);
      const at = { start: Math.min(start, nameAt.start), end: Math.max(end, nameAt.end) };
      return [{ ...it, nameAt, at }];
    }),
  };
}
