import { remoteScripts } from '../../config/remote-scripts.ts';
import { spotOf } from '../../config/server-words.ts';
import { defineRule } from '../../engine/rule.ts';

export const remoteScript = defineRule({
  meta: {
    id: 'remote-script',
    subject: 'config',
    items: ['production/9'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a command line that downloads a script and runs it, such as `curl … | sh`',
    why: 'Whoever controls that address, today or in a year, decides at every start what runs here.',
    standards: {
      cwe: [494, 78],
      owaspMcp: ['MCP04', 'MCP05'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T11'],
    },
  },
  messages: {
    from: 'Whatever {host} answers is run on this machine, unseen, at every start.',
    unknown: 'A script is downloaded and run on this machine, unseen, at every start.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const { word, host } of remoteScripts(server)) {
        const spot = spotOf(server, word);
        report({ message: host === '' ? 'unknown' : 'from', data: { host }, ...spot });
      }
    }
  },
});
