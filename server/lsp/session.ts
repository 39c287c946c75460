import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runtime } from '../runtime/runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import type { Inspector } from '../workspace/inspector.ts';
import type { Analyses } from './analyses.ts';
import type { ClientProfile } from './client-profile.ts';
import type { Log } from './log.ts';
import type { PersonalAttestations } from './personal-attestations.ts';
import type { SettingsStore } from './settings-store.ts';

/** What every feature needs: one client, its documents, and what is known about them. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly client: ClientProfile;
  readonly documents: TextDocuments<TextDocument>;
  readonly settings: SettingsStore;
  readonly inspector: Inspector;
  readonly analyses: Analyses;
  readonly facts: FactStore;
  readonly attestations: PersonalAttestations;
  readonly log: Log;
  /** Absolute paths; empty without a folder or where it is not on this machine. */
  folders(): readonly string[];
}
