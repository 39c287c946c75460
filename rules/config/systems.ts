import type { Systems } from '../findings/facts.ts';
import type { Server } from './config.ts';

const WINDOWS_PATH =
  /^(?:[A-Za-z]:[\\/]|\\\\[\w.-])|%(?:APPDATA|LOCALAPPDATA|USERPROFILE|ProgramFiles)%/i;
const OTHER_PATH = /^\/(?:home|Users|usr|opt|etc)\//;

export const NO_SYSTEMS: Systems = { windows: false, others: false };

/** For which systems servers are, as the paths in them say. */
export function systemsOf(servers: readonly Server[]): Systems {
  return { windows: servers.some(hasWindowsPath), others: servers.some(hasOtherPath) };
}

export function joinSystems(all: readonly Systems[]): Systems {
  return { windows: all.some((it) => it.windows), others: all.some((it) => it.others) };
}

function hasWindowsPath({ places }: Server): boolean {
  return places.some(({ text }) => WINDOWS_PATH.test(text.value));
}

function hasOtherPath({ places }: Server): boolean {
  return places.some(({ text }) => OTHER_PATH.test(text.value));
}
