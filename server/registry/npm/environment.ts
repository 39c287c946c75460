import { foldersToDistrust, isWithin } from '../../machine/run-program.ts';

/** Where npm's own files are; what they say is the person's. */
const PLACES = /^npm_config_(?:userconfig|globalconfig|prefix)$/i;

/**
 * The variables that a person or the machine has set. npm hands on to what it starts whatever it is set up with, the
 * `.npmrc` of the folder it was started in included (registry, proxy, strict-ssl), and does not say which is whose: a
 * child of npm takes none of that.
 */
export async function personalEnvironment(): Promise<Record<string, string | undefined>> {
  if (!isChildOfNpm()) return { ...process.env };
  const distrusted = foldersToDistrust([]);
  return Object.fromEntries(
    Object.entries(process.env).filter(([name, value = '']) => {
      if (!/^npm_config_/i.test(name)) return true;
      return PLACES.test(name) && !distrusted.some((folder) => isWithin(value, folder));
    }),
  );
}

/** Whether certificates are to be checked, as far as the environment says. */
export function checksCertificates(): boolean {
  return isChildOfNpm() || process.env.npm_config_strict_ssl !== 'false';
}

/** https://docs.npmjs.com/cli/using-npm/scripts#environment */
function isChildOfNpm(): boolean {
  return process.env.npm_command !== undefined || process.env.npm_lifecycle_event !== undefined;
}
