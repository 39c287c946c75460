import * as vscode from 'vscode';
import type { ChecklistUpdate, ProjectState } from '../../server/protocol.ts';
import { type ChecklistState, JoinedChecklist } from './checklist-state.ts';

/** `idle` while nothing wants a server; `starting` until it answers for the first time, and again while it is restarted. */
export type Phase = 'idle' | 'starting' | 'running' | 'failed';

/** What the client knows: the one place that the session writes and every surface reads. */
export class State implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #phase: Phase = 'idle';
  readonly #joined = new JoinedChecklist();
  #checklist: ChecklistState | undefined;
  #projects: readonly ProjectState[] = [];

  get phase(): Phase {
    return this.#phase;
  }

  /** The last one that came in; it stays while the server restarts. */
  get checklist(): ChecklistState | undefined {
    return this.#checklist;
  }

  /** The server projects in the open folders, as they were told of last. */
  get projects(): readonly ProjectState[] {
    return this.#projects;
  }

  enter(phase: Phase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#changed.fire();
  }

  receive(update: ChecklistUpdate): void {
    const checklist = this.#joined.take(update);
    if (!checklist) return;
    this.#checklist = checklist;
    this.#changed.fire();
  }

  receiveProjects(projects: readonly ProjectState[]): void {
    this.#projects = projects;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
