import { withBudget } from '../names/sources.ts';
import type { ServerProject } from '../project.ts';
import type { Flow } from './flow.ts';
import { Trace } from './trace.ts';

/**
 * Where what the model gives a tool reaches something in which it can do harm, with nothing seen on the way that
 * looks it over. One flow for each place and kind. Never throws.
 */
export function flowsOf(project: ServerProject): readonly Flow[] {
  const sources = withBudget(project.sources);
  const isOwn = (file: string): boolean => project.roles.get(file) === 'server';
  const found = new Map<string, Flow>();
  for (const tool of project.tools) {
    const { handler } = tool;
    const module = handler && project.files.get(handler.file)?.source?.module;
    if (!handler || !module || !isOwn(handler.file)) continue;
    const others = project.tools.flatMap(({ handler: other }) =>
      other?.function === handler.function && other.part && other !== handler ? [other.part] : [],
    );
    const take = (flow: Flow): void => {
      // One check at the head of a function settles all files and hosts of an argument in it.
      const place =
        flow.kind === 'path' || flow.kind === 'url'
          ? `${flow.scope.start} ${flow.parameter}`
          : flow.at.span.start;
      const key = `${flow.kind} ${flow.at.file} ${place}`;
      const known = found.get(key);
      // The shortest way is the easiest to follow.
      if (!known || flow.steps.length < known.steps.length) found.set(key, flow);
    };
    new Trace(sources, tool, isOwn, take).run(module, others);
  }
  return onePlaceOnce([...found.values()]);
}

/** Several tools may lead to one place: it is said of the one from which the way is the shortest. */
function onePlaceOnce(flows: readonly Flow[]): readonly Flow[] {
  const places = new Map<string, Flow>();
  for (const flow of flows) {
    const key = `${flow.kind} ${flow.at.file} ${flow.at.span.start}`;
    const known = places.get(key);
    if (!known || flow.steps.length < known.steps.length) places.set(key, flow);
  }
  return [...places.values()];
}
