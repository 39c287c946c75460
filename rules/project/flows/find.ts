import type { SourceEvent, SourceFunction } from '../../source/model.ts';
import { groupedBy } from '../../text/groups.ts';
import { withBudget } from '../names/sources.ts';
import type { ServerProject } from '../project.ts';
import type { Tool } from '../tools/tool.ts';
import type { Flow } from './flow.ts';
import { isInside, Trace } from './trace.ts';

/**
 * Where what the model gives a tool reaches something in which it can do harm, with nothing seen on the way that
 * looks it over. One flow for each place and kind. Never throws.
 */
export function flowsOf(project: ServerProject): readonly Flow[] {
  const sources = withBudget(project.sources);
  const isOwn = (file: string): boolean => project.roles.get(file) === 'server';
  const found = new Map<string, Flow>();
  const sharedIn = sharedEvents(project.tools);
  for (const tool of project.tools) {
    const { handler } = tool;
    const module = handler && project.files.get(handler.file)?.source?.module;
    if (!handler || !module || !isOwn(handler.file)) continue;
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
    new Trace(sources, tool, isOwn, take).run(module, (event) =>
      sharedIn(handler.function).has(event),
    );
  }
  return onePlaceOnce([...found.values()]);
}

/** Of a function that answers for several tools: what stands in no part that is one tool's. */
function sharedEvents(tools: readonly Tool[]): (fn: SourceFunction) => ReadonlySet<SourceEvent> {
  const known = new Map<SourceFunction, ReadonlySet<SourceEvent>>();
  const handlers = groupedBy(
    tools.flatMap(({ handler }) => handler ?? []),
    (handler) => handler.function,
  );
  return (fn) => {
    const found = known.get(fn);
    if (found) return found;
    const parts = (handlers.get(fn) ?? []).flatMap(({ part }) => part ?? []);
    const made = new Set(fn.events.filter((event) => !parts.some((it) => isInside(event, it))));
    known.set(fn, made);
    return made;
  };
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
