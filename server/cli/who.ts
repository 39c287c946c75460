import os from 'node:os';
import { gitUserName } from '../machine/git.ts';
import { foldersToDistrust } from '../machine/run-program.ts';

/** Not by the name that the repository at hand has for people. */
export async function whoAmI(): Promise<string> {
  return (await gitUserName(foldersToDistrust([]))) ?? os.userInfo().username;
}
