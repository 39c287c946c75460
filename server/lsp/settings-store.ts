import type { Connection } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { projectRuleIds } from '../../rules/checks/project-ids.ts';
import { defaultSettings, type Settings } from '../../rules/findings/settings.ts';
import { secretManagers } from '../../rules/fixes/secret-manager.ts';
import { rules } from '../../rules/index.ts';
import { SECTION } from '../protocol.ts';
import { MINIMUM_RELEASE_AGE_DAYS } from '../registry/minimum-age.ts';
import type { ClientProfile } from './client-profile.ts';
import type { Log } from './log.ts';

export interface ServerSettings extends Settings {
  /** In days. Versions younger than this are not written down. */
  readonly minimumReleaseAge: number;
  readonly network: 'whenAsked' | 'never';
  /** Whether the configs of the person's home are looked at as well. */
  readonly home: boolean;
  /** Whether those and the configs of the open folders are one list. */
  readonly together: boolean;
  /** The program that brings secrets along where no reference is resolved: `auto`, `none`, or its id. */
  readonly secretManager: string;
}

export const defaults: ServerSettings = {
  ...defaultSettings,
  minimumReleaseAge: MINIMUM_RELEASE_AGE_DAYS,
  network: 'whenAsked',
  home: true,
  together: false,
  secretManager: 'auto',
};

const severity = z.enum(['off', 'hint', 'information', 'warning', 'error']);
const strictness = z.enum(['default', 'strict']);
const minimumReleaseAge = z.number().check(z.minimum(0), z.maximum(365));
const network = z.enum(['whenAsked', 'never']);
const home = z.boolean();
const machineConfigs = z.enum(['apart', 'together']);
const secretManager = z.enum(['auto', 'none', ...secretManagers.map(({ id }) => id)]);
const object = z.record(z.string(), z.unknown());

/**
 * Reads what an editor calls our settings. A value that is none of the allowed ones counts as not set.
 *
 * @param complain told the name of each such setting, never its value
 */
export function parseSettings(value: unknown, complain: (name: string) => void): ServerSettings {
  const read = <T>(schema: z.ZodMiniType<T>, given: unknown, name: string, otherwise: T): T => {
    if (given === undefined || given === null) return otherwise;
    const parsed = schema.safeParse(given);
    if (!parsed.success) complain(name);
    return parsed.success ? parsed.data : otherwise;
  };
  const section = read(object, value, SECTION, {});
  const pin = read(object, section.pin, 'pin', {});
  const severities: Record<string, z.infer<typeof severity>> = Object.create(null);
  for (const [id, given] of Object.entries(read(object, section.rules, 'rules', {}))) {
    const known = rules.some(({ meta }) => meta.id === id) || projectRuleIds.includes(id);
    const parsed = severity.safeParse(given);
    if (known && parsed.success) severities[id] = parsed.data;
    else complain(known ? `rules.${id}` : 'rules');
  }
  return {
    rules: severities,
    strictness: read(strictness, section.strictness, 'strictness', defaults.strictness),
    minimumReleaseAge: read(
      minimumReleaseAge,
      // Some clients send the dotted names as they stand in a settings file.
      pin.minimumReleaseAge ?? section['pin.minimumReleaseAge'],
      'pin.minimumReleaseAge',
      defaults.minimumReleaseAge,
    ),
    network: read(network, section.network, 'network', defaults.network),
    home: read(home, section.home, 'home', defaults.home),
    together:
      read(machineConfigs, section.machineConfigs, 'machineConfigs', 'apart') === 'together',
    secretManager: read(
      secretManager,
      read(object, section.secrets, 'secrets', {}).manager ?? section['secrets.manager'],
      'secrets.manager',
      defaults.secretManager,
    ),
  };
}

/** The settings of each resource: asked for once, kept until they change. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #client: ClientProfile;
  readonly #log: Log;
  readonly #known = new Map<string, Promise<ServerSettings>>();
  #pushed: unknown;
  #stamp = 0;

  constructor(connection: Connection, client: ClientProfile, log: Log) {
    this.#connection = connection;
    this.#client = client;
    this.#log = log;
    this.#pushed = client.options.settings;
  }

  /** Another number after every change. */
  get stamp(): number {
    return this.#stamp;
  }

  for(uri: string): Promise<ServerSettings> {
    const key = this.#client.answersConfiguration ? uri : '';
    const known = this.#known.get(key) ?? this.#ask(uri);
    this.#known.set(key, known);
    return known;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** @param settings what a client that cannot be asked sends along; all its sections */
  changed(settings: unknown): void {
    this.#stamp += 1;
    this.#known.clear();
    const parsed = object.safeParse(settings);
    if (parsed.success && parsed.data[SECTION] !== undefined) this.#pushed = parsed.data[SECTION];
  }

  async #ask(uri: string): Promise<ServerSettings> {
    let value = this.#pushed;
    if (this.#client.answersConfiguration) {
      try {
        const answer: unknown = await this.#connection.workspace.getConfiguration({
          scopeUri: uri,
          section: SECTION,
        });
        value = answer ?? value;
      } catch (error) {
        this.#log.failure('Asking for the settings', error);
      }
    }
    return parseSettings(value, (name) =>
      this.#log.warnOnce(
        name === SECTION
          ? `The settings ${SECTION} are not an object and are ignored.`
          : `The setting ${SECTION}.${name} has a value it does not know, which is ignored.`,
      ),
    );
  }
}
