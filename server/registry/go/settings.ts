import os from 'node:os';
import path from 'node:path';
import { readSettings } from '../read-file.ts';

export interface GoSettings {
  /** Addresses of module proxies in the order in which go asks them; without `direct` and `off`. */
  readonly proxies: readonly string[];
  /** Globs of module paths that no proxy may be asked about. */
  readonly private: readonly string[];
}

const DEFAULT = 'https://proxy.golang.org,direct';

/** What go on this machine is set up with: https://go.dev/ref/mod#environment-variables */
export async function goSettings(): Promise<GoSettings> {
  const written = await writtenSettings();
  const value = (name: string): string => process.env[name] || written.get(name) || '';
  const proxies = (value('GOPROXY') || DEFAULT).split(/[,|]/).map((it) => it.trim());
  // What comes behind `off` is never asked.
  const end = proxies.indexOf('off');
  const asked = end < 0 ? proxies : proxies.slice(0, end);
  return {
    proxies: asked.filter((it) => /^https?:\/\//.test(it)),
    private: (value('GONOPROXY') || value('GOPRIVATE')).split(',').filter((it) => it !== ''),
  };
}

/** What `go env -w` has written. */
async function writtenSettings(): Promise<ReadonlyMap<string, string>> {
  const folder =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? os.homedir())
      : process.platform === 'darwin'
        ? path.join(os.homedir(), 'Library', 'Application Support')
        : (process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config'));
  const said = process.env.GOENV;
  // From a folder that depends on where we were started, it could be anybody's.
  const file = said && path.isAbsolute(said) ? said : path.join(folder, 'go', 'env');
  const text = said === 'off' ? '' : ((await readSettings(file)) ?? '');
  return new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
    }),
  );
}

/** Whether a glob such as `*.corp.example.com,github.com/acme` covers a module, as go's module.MatchPrefixPatterns. */
export function isPrivate(module: string, { private: globs }: GoSettings): boolean {
  const steps = module.split('/');
  return globs.some((glob) => {
    const parts = glob.replace(/\/$/, '').split('/');
    return (
      parts.length <= steps.length &&
      parts.every((part, index) => matches(part, steps[index] ?? ''))
    );
  });
}

function matches(glob: string, step: string): boolean {
  const pattern = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(step);
}
