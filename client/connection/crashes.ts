import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient/node';

const MOST = 4;
const WITHIN = 3 * 60_000;

/**
 * Starts a crashed server again, and gives up on one that keeps crashing. Never with a pop-up: the side bar
 * says so and offers the way out.
 *
 * @param gaveUp called when it will not be started again
 */
export function crashHandler(gaveUp: () => void): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => {
      const now = Date.now();
      while (crashes[0] !== undefined && now - crashes[0] > WITHIN) crashes.shift();
      crashes.push(now);
      if (crashes.length < MOST) return { action: CloseAction.Restart, handled: true };
      gaveUp();
      const message = `The server ended ${MOST} times in a few minutes and stays off.`;
      return { action: CloseAction.DoNotRestart, handled: true, message };
    },
  };
}
