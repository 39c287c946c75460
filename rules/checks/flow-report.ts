import type { SharedProject } from '../engine/project-rule.ts';
import type { FileEdit, FixDraft } from '../findings/finding.ts';
import { flowsOf } from '../project/flows/find.ts';
import type { Flow } from '../project/flows/flow.ts';
import type { FlowKind } from '../project/flows/taint.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextEdit } from '../text/span.ts';

/** All flows of a project: every rule about them asks for the same. */
function allFlows({ project }: SharedProject): readonly Flow[] {
  return flowsOf(project);
}

/** The flows of some kinds. */
export function flowsIn(
  context: Pick<SharedProject, 'once'>,
  ...kinds: readonly FlowKind[]
): readonly Flow[] {
  return context.once(allFlows).filter(({ kind }) => kinds.includes(kind));
}

/** A fix that a person has to look at; none where there are no edits. */
export function reviewed(
  id: string,
  title: SafeText,
  edits: readonly (TextEdit | FileEdit)[] | undefined,
): readonly FixDraft[] {
  return edits ? [{ id, title, kind: 'review', preferred: true, edits: () => edits }] : [];
}

/** What is said of a flow: the tool, its parameter, and the steps as related places. */
export function flowStatement({ tool, parameter, origin, steps, at, confidence }: Flow) {
  const [name, own] = [safe.name(parameter), safe.name(tool.name)];
  return {
    data: { tool: tool.name, parameter },
    at,
    confidence,
    related: [
      { at: origin, message: sentence`"${name}" is what the model gives to ${own}.` },
      ...steps.map((step) => ({ at: step, message: sentence`It is handed on here.` })),
    ],
  };
}
