import { dirname } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { projectRuleIds } from '../../../rules/checks/project-ids.ts';
import { rules } from '../../../rules/index.ts';
import { Decisions } from '../../../rules/policy/decisions.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { type ProjectSurvey, reviewProject } from '../../../rules/policy/review.ts';
import { rangeOf } from '../../machine/ranges.ts';
import { SOURCE } from '../../protocol.ts';
import type { Session } from '../session.ts';
import { severities } from '../severities.ts';
import type { Workspace } from '../workspace.ts';
import type { DocumentDiagnostics } from './diagnostics.ts';

const tiers = new Map(rules.map(({ meta }) => [meta.id, meta.tier]));

/** What is to be said about the files in which teams keep their exceptions. */
export class PolicyDiagnostics {
  readonly #session: Session;
  readonly #workspace: Workspace;
  /** What was silenced when it was last looked at. */
  #silenced = '';

  constructor(session: Session, workspace: Workspace) {
    this.#session = session;
    this.#workspace = workspace;
    session.events.judged.on(() => this.#configsJudged());
  }

  concerns({ uri }: TextDocument): boolean {
    return uri.endsWith(`/${PROJECT_FILE}`);
  }

  async of(document: TextDocument): Promise<DocumentDiagnostics> {
    const { version } = document;
    const { client, runtime, settings } = this.#session;
    const path = runtime.pathOf(document.uri);
    // Where nobody trusts the folder the file does not count, so that nothing is silenced by it.
    const counts = path !== undefined && client.options.trusted !== false;
    const silenced = counts ? this.#workspace.silencedBelow(dirname(path)) : undefined;
    const own = await settings.for(document.uri);
    const reading = readProject(document.getText(), policyWords);
    const decisions = new Decisions(own, counts ? reading.project : undefined);
    const survey: ProjectSurvey = {
      now: runtime.now(),
      silenced: silenced ?? [],
      stateOf: (rule) => (silenced || !tiers.has(rule) ? stateOf(rule, decisions) : 'off'),
    };
    const items = reviewProject(reading, survey).map((remark) => ({
      range: rangeOf(document, remark.span),
      severity: severities[remark.severity],
      source: SOURCE,
      message: remark.message,
    }));
    return { version, items };
  }

  /** An open file is judged by what is silenced in the configs. */
  #configsJudged(): void {
    if (!this.#session.documents.all().some((it) => this.concerns(it))) return;
    const silenced = this.#workspace.silenced();
    if (silenced === this.#silenced) return;
    this.#silenced = silenced;
    this.#session.events.outdated.emit();
  }
}

function stateOf(rule: string, decisions: Decisions): ReturnType<ProjectSurvey['stateOf']> {
  const tier = tiers.get(rule);
  // Source is not judged with the configs: of a rule about it is known that it is there, not what it finds.
  if (!tier) return projectRuleIds.includes(rule) ? 'off' : 'unknown';
  const isJudged = decisions.runs({ id: rule, tier }) && decisions.of(rule)?.severity !== 'off';
  return isJudged ? 'judged' : 'off';
}
