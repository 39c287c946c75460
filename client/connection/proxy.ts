import * as vscode from 'vscode';

const SECTION = 'http';
const SETTINGS = ['http.proxy', 'http.proxySupport', 'http.proxyStrictSSL', 'http.noProxy'];

/**
 * VS Code's own proxy settings, as the variables that whatever asks a registry reads. They win over the
 * environment, as they do for VS Code: https://code.visualstudio.com/docs/setup/network
 */
export function proxyEnvironment(): Readonly<Record<string, string>> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  if (settings.get('proxySupport') === 'off') return {};
  const env: Record<string, string> = {};
  const proxy = settings.get('proxy');
  if (typeof proxy === 'string' && proxy !== '') {
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])
      env[name] = proxy;
    const without = settings.get('noProxy');
    if (Array.isArray(without) && without.length > 0)
      env.NO_PROXY = env.no_proxy = without.join(',');
  }
  if (settings.get('proxyStrictSSL') === false) env.npm_config_strict_ssl = 'false';
  return env;
}

/** Called when a server that runs is set up with other ones than it should be. */
export function onDidChangeProxy(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (SETTINGS.some((name) => event.affectsConfiguration(name))) changed();
  });
}
