import type { Config, Place, Server } from '../config/config.ts';
import { gatewayOf } from '../config/gateways.ts';
import type { ConfigAnalysis } from '../engine/run.ts';
import type { AuditLog } from '../findings/audit.ts';
import type { Digest } from '../findings/facts.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProbeRecord } from '../findings/probe-record.ts';
import { environmentsIn } from '../policy/environments.ts';
import type { Attestation, ProjectScope } from '../policy/policy.ts';
import type { Reference } from '../references/syntax.ts';
import { dayOfEnd, endOf } from '../secrets/expiry.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { readName } from '../secrets/name.ts';
import { type SafeText, safe } from '../secrets/safe.ts';
import { groupedBy } from '../text/groups.ts';
import { rangesOf, type TextRange } from '../text/span.ts';
import { type CredentialUse, credentialUses } from './credential-uses.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What the checklist needs to know about one config, without the config: it may be one of ten thousand. */
export interface FileEvidence {
  readonly path: string;
  readonly host: string;
  readonly servers: readonly ServerEvidence[];
  /** Silenced ones left out. */
  readonly findings: readonly Finding[];
  /** Findings that hold, and that somebody decided to live with. */
  readonly silenced: readonly Finding[];
  /** Where the findings stand, then the silenced ones: their file is not kept. */
  readonly ranges?: readonly TextRange[];
  /** Whether the file was not read, so that nothing is known of what stands in it. */
  readonly unread: boolean;
  /** The rules that found more than is listed here: see `boundFindings`. */
  readonly unlisted?: readonly string[];
  /** What is wrong with servers that were taken out of it and are kept in a file beside it. */
  readonly parked?: ParkedEvidence;
  /** People's words about this config, those that no longer count included. */
  readonly attestations: readonly Attestation[];
  /** What probes of its servers showed, those that no longer count included. */
  readonly probes: readonly ProbeRecord[];
  /** Where credentials stand in it, or are looked up. */
  readonly credentials?: readonly CredentialUse[];
}

/** Findings in another file than the config that they are about. */
export interface ParkedEvidence extends Pick<FileEvidence, 'path' | 'findings' | 'silenced'> {
  readonly ranges: readonly TextRange[];
}

export interface ServerEvidence {
  readonly name: SafeText;
  /** Whether a command starts it here, rather than a URL reaching it elsewhere. */
  readonly local: boolean;
  /** Whether its calls run through a gateway or proxy that keeps an audit log. */
  readonly audited: boolean;
  /** What that log says of the last 24 hours, where it can be read. */
  readonly audit?: AuditLog;
  /** The first day on which a credential in it ends, as far as one says so itself. */
  readonly ends?: string;
  /** Whether one key in the file, honoured by its host, stops it. */
  readonly offSwitch: boolean;
  /** How the references in it look their values up (`input`, `env-colon`, `secret-uri` …). */
  readonly references: readonly string[];
  /** Whether a credential stands in it as text: one to be put right, or only ones that somebody accepted. */
  readonly literal: 'open' | 'accepted' | 'none';
  /** What its credentials are for, where names or the project tell. */
  readonly environments: readonly string[];
  /** See `fingerprintOf`; '' where nothing makes one. */
  readonly fingerprint: string;
  /** The names of its variables and headers, sorted. */
  readonly given: readonly string[];
}

/** What the evidence of one config is made of, beside the config. */
export interface EvidenceOptions {
  readonly folder?: string | undefined;
  readonly project?: ProjectScope | undefined;
  /** Words that are kept elsewhere than in the project. */
  readonly attestations?: readonly Attestation[];
  /** Probes that are kept elsewhere than in the project. */
  readonly probes?: readonly ProbeRecord[];
  readonly digest?: Digest | undefined;
  /** Tells which credentials are the same. */
  readonly hash?: ((value: string) => string) | undefined;
  /** What the log of a gateway on this machine says. */
  readonly audit?: AuditLog | undefined;
  /** For a status, it does not matter where findings stand, nor which credentials are the same. */
  readonly statusOnly?: boolean;
}

/**
 * Boils an analysis down to what the checklist asks.
 *
 * @param path as it shall be named
 */
export function evidenceOf(
  path: string,
  config: Config,
  {
    findings,
    credentials,
    unlisted,
  }: Pick<ConfigAnalysis, 'findings' | 'credentials'> & Partial<Pick<ConfigAnalysis, 'unlisted'>>,
  options: EvidenceOptions = {},
): FileEvidence {
  const { project, folder, attestations = [], probes = [], statusOnly = false } = options;
  const open = findings.filter((finding) => finding.suppressed === null);
  const silenced = findings.filter((finding) => finding.suppressed !== null);
  const environmentOf = environmentsIn(path, folder, project);
  const byServer = groupedBy(credentials, ({ place }) => place.server);
  const literals = literalPointers(findings);
  const inProject = project?.project.attestations.filter((it) => it.path === project.path) ?? [];
  const words = [...inProject, ...attestations];
  // Of two probes of one server, the newer one counts, wherever it is kept.
  const probed = [...probesIn(project), ...probes].sort((a, b) => a.on.localeCompare(b.on));
  // Only what somebody said or tried is about one server as it was then.
  const digest = statusOnly && words.length + probed.length === 0 ? undefined : options.digest;
  return {
    path,
    host: config.host.id,
    servers: config.servers
      .filter((server) => server.read && !server.disabled)
      .map((server) => {
        const own = byServer.get(server) ?? [];
        const holders = [...own.map(({ place }) => place), ...server.places.filter(holdsReference)];
        const environments = holders.flatMap(({ name }) => environmentOf(server.name, name) ?? []);
        const { audit } = options;
        const gateway = gatewayOf(server);
        return {
          name: safe.name(server.name),
          local: server.launch !== undefined,
          audited: gateway !== undefined,
          ...(gateway?.log !== undefined && gateway.log === audit?.gateway && { audit }),
          offSwitch: config.host.off !== null || config.host.stop.live === true,
          references: syntaxesIn(server),
          ...endsOf(own),
          literal: literalOf(literals.get(server.pointer)),
          environments: distinct(environments),
          given: namesIn(server),
          fingerprint: digest ? fingerprintOf(server, own, digest) : '',
        };
      }),
    findings: open,
    silenced,
    ...(!statusOnly && {
      ranges: rangesOf(
        config.document.text,
        [...open, ...silenced].map(({ at }) => at.span),
      ),
    }),
    unread: config.document.refused !== undefined,
    ...(unlisted && unlisted.size > 0 && { unlisted: [...unlisted.keys()] }),
    attestations: words.length > 0 ? words : NONE,
    probes: probed.length > 0 ? probed : NONE,
    ...(!statusOnly && {
      credentials: credentialUses(config, credentials, holdersIn(config), options.hash),
    }),
  };
}

const NONE: readonly never[] = [];

function probesIn(project: ProjectScope | undefined): readonly ProbeRecord[] {
  return project?.project.probes.filter((it) => it.path === project.path) ?? [];
}

/** Whether what a pointer names holds a credential as text, by the pointers of everything above one; true where all are accepted. */
function literalPointers(findings: readonly Finding[]): ReadonlyMap<string, boolean> {
  const pointers = new Map<string, boolean>();
  for (const { rule, severity, pointer, suppressed } of findings) {
    if (rule !== 'plaintext-secret' || severity === 'information') continue;
    const isAccepted = suppressed !== null;
    for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const above = pointer.slice(0, end);
      pointers.set(above, isAccepted && pointers.get(above) !== false);
    }
  }
  return pointers;
}

/** How what may be a credential is looked up. */
function syntaxesIn({ places }: Server): readonly string[] {
  const references = places
    .filter(holdsReference)
    .flatMap((place) => place.references.filter((it) => hides(it, place)));
  return distinct(references.map(({ syntax }) => syntax));
}

function namesIn({ env, headers }: Server): readonly string[] {
  if (env.length + headers.length === 0) return NONE;
  return [...env, ...headers].map(({ key }) => key.value).sort();
}

/** Most servers have none, and ten thousand configs share one empty list. */
function distinct(words: readonly string[]): readonly string[] {
  return words.length === 0 ? NONE : [...new Set(words)];
}

/** The places of each server that is on which look a credential up. */
function holdersIn({ servers }: Config): Parameters<typeof credentialUses>[2] {
  return new Map(
    servers
      .filter(({ read, disabled }) => read && !disabled)
      .map((server) => [
        server,
        server.places.flatMap((place) =>
          place.references.filter((it) => hides(it, place)).map((it) => [place, it] as const),
        ),
      ]),
  );
}

function endsOf(own: readonly CredentialMatch[]): { readonly ends?: string } {
  const ends = own.flatMap((it) => (it.verdict === 'credential' ? (endOf(it) ?? []) : []));
  return ends.length > 0 ? { ends: dayOfEnd(Math.min(...ends)) } : {};
}

function literalOf(isAccepted: boolean | undefined): ServerEvidence['literal'] {
  if (isAccepted === undefined) return 'none';
  return isAccepted ? 'accepted' : 'open';
}

/** What stands for a file that could not be read at all: nothing is known of it, which is not nothing wrong. */
export function unreadEvidence(path: string, host: string): FileEvidence {
  return {
    path,
    host,
    servers: [],
    findings: [],
    silenced: [],
    attestations: [],
    probes: [],
    unread: true,
  };
}

function holdsReference(place: Place): boolean {
  return place.references.some((it) => hides(it, place));
}

/** Names of variables that everybody has, or that say where something is. */
const OPEN =
  /^(?:HOME|USERPROFILE|USER|USERNAME|LOGNAME|PATH|PWD|SHELL|LANG|LC_\w+|TMP|TEMP|TMPDIR|APPDATA|LOCALAPPDATA|PROGRAMFILES|XDG_\w+|NODE_ENV|VIRTUAL_ENV|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_ROOT|\w+_(?:HOME|PATH|DIR|ROOT|HOST|PORT|REGION))$/i;

/** Whether a credential may be behind a reference: not behind paths and settings. */
function hides({ syntax, name }: Reference, { role, name: key }: Place): boolean {
  if (syntax === 'vscode-variable' || syntax === 'command' || OPEN.test(name)) return false;
  if (role === 'env' || role === 'header' || syntax === 'input' || syntax === 'secret-uri')
    return true;
  return [name, key].some((it) => {
    const { kind } = readName(it);
    return kind !== 'plain' && kind !== 'public' && kind !== 'connection';
  });
}
