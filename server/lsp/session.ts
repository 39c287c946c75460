import { type Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { memoize } from '../../rules/text/memory.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { FactStore } from '../workspace/fact-store.ts';
import { type Engine, Inspector } from '../workspace/inspector.ts';
import { PersonalAttestations } from '../workspace/personal-attestations.ts';
import { PersonalProbes } from '../workspace/personal-probes.ts';
import { Analyses } from './analyses.ts';
import type { ClientProfile } from './client-profile.ts';
import { Events } from './events.ts';
import { Pulled } from './features/pulled.ts';
import { Log } from './log.ts';
import { ServerProjects } from './projects/server-projects.ts';
import { SettingsStore } from './settings-store.ts';
import { Typing } from './typing/typing.ts';

/** They are asked for with every config. */
const MOST_FOLDERS = 1000;

/** What every feature needs: one client, its documents, and what is known about them. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly client: ClientProfile;
  readonly documents: TextDocuments<TextDocument>;
  readonly settings: SettingsStore;
  readonly inspector: Inspector;
  readonly analyses: Analyses;
  readonly typing: Typing;
  readonly pulled: Pulled;
  readonly projects: ServerProjects;
  readonly facts: FactStore;
  readonly attestations: PersonalAttestations;
  readonly probes: PersonalProbes;
  readonly log: Log;
  readonly events: Events;
  /** Absolute paths; empty without a folder or where it is not on this machine. */
  folders(): readonly string[];
}

/** @param folders URIs of the folders that are open; it may change */
export function createSession(
  connection: Connection,
  runtime: Runtime,
  client: ClientProfile,
  folders: ReadonlySet<string>,
  engine: Engine | undefined,
): Session {
  const log = new Log(connection.console);
  const settings = new SettingsStore(connection, client, log);
  const pathOf = memoize((uri) => runtime.pathOf(uri) ?? '', MOST_FOLDERS);
  const openFolders = () => [...folders].flatMap((uri) => pathOf(uri) || []);
  const facts = new FactStore({
    runtime,
    folders: openFolders,
    trusted: client.options.trusted !== false,
    syntaxReported: client.options.syntaxReported === true,
    complain: (path, problems) => log.project(path, problems),
    secretManager: async () => (await settings.for('')).secretManager,
  });
  const failed = (_path: string, rule: string, error: unknown): void =>
    log.failure(`The rule ${rule}`, error);
  const inspector = new Inspector(facts, failed, engine);
  const events = new Events();
  const typing = new Typing(runtime, client, events);
  const pulled = new Pulled();
  const documents = new TextDocuments<TextDocument>({
    create: typing.documents.create,
    update(document, changes, version) {
      pulled.changed(document.uri, changes);
      return typing.documents.update(document, changes, version);
    },
  });
  const attestations = new PersonalAttestations();
  const projects = new ServerProjects({
    runtime,
    client,
    settings,
    facts,
    attestations,
    log,
    events,
    documents: () => documents.all(),
  });
  return {
    connection,
    runtime,
    client,
    documents,
    settings,
    inspector,
    analyses: new Analyses(runtime, settings, facts, inspector, typing, projects),
    typing,
    pulled,
    projects,
    facts,
    attestations,
    probes: new PersonalProbes(),
    log,
    events,
    folders: openFolders,
  };
}
