import type { MessagePort } from 'node:worker_threads';
import { projectService } from './service.ts';
import type { FolderService } from './types.ts';
import type { Answered, Asked } from './worker-messages.ts';

/** Answers what a parent thread asks, one after the other. */
export function serveParent(port: MessagePort): void {
  const folders = new Map<number, FolderService>();
  const run = async ({ folder, method, args }: Asked): Promise<unknown> => {
    if (folder === null && method === 'ruleMetas') return projectService.ruleMetas();
    if (folder === null) {
      const opened = await projectService.open(args[0] as string);
      if (!opened) return undefined;
      folders.set(folders.size, opened);
      return folders.size - 1;
    }
    const held = folders.get(folder) as unknown as Record<
      string,
      ((...args: readonly unknown[]) => Promise<unknown>) | undefined
    >;
    return held[method]?.(...args);
  };
  let turn: Promise<unknown> = Promise.resolve();
  port.on('message', (asked: Asked) => {
    turn = turn
      .then(() => run(asked))
      .then(
        (result): Answered => ({ id: asked.id, result }),
        (error: unknown): Answered => ({ id: asked.id, error: asError(error) }),
      )
      .then((answer) => {
        try {
          port.postMessage(answer);
        } catch (error) {
          port.postMessage({ id: asked.id, error: asError(error) });
        }
      });
  });
}

/** Whatever else an error holds may not be sent. */
function asError(error: unknown): Error {
  const made = new Error(error instanceof Error ? error.name : 'unknown error');
  if (error instanceof Error && error.stack !== undefined) made.stack = error.stack;
  return made;
}
