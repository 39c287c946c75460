import { isGateway } from '../catalog/gateways.ts';
import type { Config, Server } from '../config/config.ts';
import { display } from '../display.ts';
import type { Finding } from '../finding.ts';

/** What the checklist needs to know about one config, without the config: it may be one of ten thousand. */
export interface FileEvidence {
  readonly path: string;
  readonly host: string;
  readonly servers: readonly ServerEvidence[];
  /** Silenced ones left out. */
  readonly findings: readonly Finding[];
}

export interface ServerEvidence {
  readonly name: string;
  /** Whether a command starts it here, rather than a URL reaching it elsewhere. */
  readonly local: boolean;
  /** Whether its calls run through a gateway or proxy that keeps an audit log. */
  readonly audited: boolean;
  /** Whether one key in the file, honoured by its host, stops it. */
  readonly offSwitch: boolean;
  /** How the references in it look their values up (`input`, `env-colon`, `secret-uri` …). */
  readonly references: readonly string[];
  /** Whether a credential stands in it as text. */
  readonly literal: boolean;
}

/** Boils an analysis down to what the checklist asks. */
export function evidenceOf(
  path: string,
  config: Config,
  findings: readonly Finding[],
): FileEvidence {
  const open = findings.filter((finding) => finding.suppressed === null);
  return {
    path,
    host: config.host.id,
    servers: config.servers
      .filter((server) => server.read && !server.disabled)
      .map((server) => summarize(server, config, open)),
    findings: open,
  };
}

function summarize(server: Server, config: Config, findings: readonly Finding[]): ServerEvidence {
  const references = new Set<string>();
  for (const place of server.places) {
    for (const { syntax } of place.references) {
      // Paths and settings hide nothing.
      if (syntax !== 'vscode-variable' && syntax !== 'command') references.add(syntax);
    }
  }
  return {
    name: display(server.name),
    local: server.launch !== undefined,
    audited: isGateway(server),
    offSwitch: config.host.off !== null || config.host.stop.live === true,
    references: [...references],
    literal: findings.some(
      (it) =>
        it.rule === 'plaintext-secret' &&
        it.severity !== 'information' &&
        it.pointer.startsWith(`${server.pointer}/`),
    ),
  };
}
