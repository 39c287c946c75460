import { type ProviderId, provider } from '../../../rules/catalog/providers.ts';
import { everyFormat, type Fake, seeded } from '../../fake.ts';

/** A config with one credential in it, or with something that only looks like one. */
export interface Case {
  /** What it is, for the list of misses and false alarms. Never holds a value. */
  readonly title: string;
  readonly kind: 'env' | 'header' | 'argument' | 'url';
  readonly config: unknown;
  /** The credential's characters; undefined for a trap. */
  readonly expected: string | undefined;
}

type Made = readonly [title: string, value: string];

/** Variables that carry secrets, as servers in public lists and registries name them. */
const SECRET_NAMES =
  `OPENWEATHER_API_KEY ALPHA_VANTAGE_API_KEY POLYGON_API_KEY FINNHUB_API_KEY ETHERSCAN_API_KEY COINGECKO_API_KEY
  SCRAPFLY_KEY OBSIDIAN_API_KEY ZABBIX_TOKEN GRIST_API_KEY MEM0_API_KEY ZEP_API_KEY COMPOSIO_API_KEY
  LINKUP_API_KEY HYPERBROWSER_API_KEY BROWSERLESS_TOKEN STEEL_API_KEY AGENTQL_API_KEY DUMPLING_API_KEY
  SCREENSHOTONE_ACCESS_KEY KAGI_API_KEY SEARXNG_AUTH_TOKEN BING_API_KEY AZURE_OPENAI_KEY AZURE_SEARCH_KEY
  VOYAGE_API_KEY FIREWORKS_API_KEY FAL_KEY STABILITY_API_KEY RUNWAY_API_SECRET LEONARDO_API_KEY HEYGEN_API_KEY
  ASSEMBLYAI_API_KEY DEEPL_AUTH_KEY CARTESIA_API_KEY TRELLO_API_KEY TRELLO_TOKEN ZENDESK_API_TOKEN
  FRESHDESK_API_KEY INTERCOM_ACCESS_TOKEN PIPEDRIVE_API_TOKEN CLOSE_API_KEY SALESFORCE_CLIENT_SECRET
  SHORTCUT_API_TOKEN HARVEST_ACCESS_TOKEN TOGGL_API_TOKEN CODA_API_KEY MIRO_OAUTH_TOKEN GHOST_ADMIN_API_KEY
  WEBFLOW_TOKEN SANITY_API_TOKEN STRAPI_TOKEN PAYPAL_CLIENT_SECRET PLAID_SECRET CHARGEBEE_API_KEY
  XERO_CLIENT_SECRET QUICKBOOKS_CLIENT_SECRET BINANCE_API_SECRET KRAKEN_PRIVATE_KEY ALPACA_SECRET_KEY
  OANDA_API_TOKEN REDDIT_CLIENT_SECRET TWITTER_BEARER_TOKEN TWITTER_ACCESS_TOKEN_SECRET X_API_SECRET
  SPOTIFY_CLIENT_SECRET YOUTUBE_API_KEY TWITCH_CLIENT_SECRET STRAVA_REFRESH_TOKEN FITBIT_CLIENT_SECRET
  WHATSAPP_TOKEN LINE_CHANNEL_ACCESS_TOKEN FEISHU_APP_SECRET DINGTALK_APP_SECRET WECOM_SECRET LARK_APP_SECRET
  BAIDU_MAP_API_KEY AMAP_MAPS_API_KEY DASHSCOPE_API_KEY MOONSHOT_API_KEY ZHIPU_API_KEY MINIMAX_API_KEY
  SILICONFLOW_API_KEY METASO_API_KEY BOCHA_API_KEY TUSHARE_TOKEN JENKINS_TOKEN JENKINS_API_TOKEN ARGOCD_API_TOKEN
  ARTIFACTORY_TOKEN NEXUS_TOKEN HARBOR_TOKEN PORTAINER_TOKEN PROXMOX_TOKEN_VALUE UNIFI_API_KEY HA_TOKEN
  HASS_ACCESS_TOKEN N8N_API_KEY MAKE_API_KEY ZAPIER_API_KEY PIPEDREAM_CLIENT_SECRET DIFY_API_KEY LANGFLOW_API_KEY
  FLOWISE_API_KEY RAGFLOW_API_KEY WEAVIATE_API_KEY CHROMA_API_KEY MILVUS_TOKEN MEILI_MASTER_KEY TYPESENSE_API_KEY
  ALGOLIA_ADMIN_KEY REDIS_TOKEN TURSO_AUTH_TOKEN CONVEX_DEPLOY_KEY XATA_API_KEY MOTHERDUCK_TOKEN SNOWFLAKE_PAT
  DBT_TOKEN METABASE_API_KEY SUPERSET_TOKEN HONEYCOMB_API_KEY AXIOM_TOKEN LOGFIRE_READ_TOKEN DYNATRACE_API_TOKEN
  SPLUNK_TOKEN ROLLBAR_ACCESS_TOKEN BUGSNAG_AUTH_TOKEN AUTH0_CLIENT_SECRET CLERK_SECRET_KEY WORKOS_API_KEY
  STYTCH_SECRET KEYCLOAK_CLIENT_SECRET VIRUSTOTAL_API_KEY SHODAN_API_KEY CENSYS_API_SECRET ABUSEIPDB_API_KEY
  HIBP_API_KEY CROWDSTRIKE_CLIENT_SECRET JWT_SECRET SESSION_SECRET ENCRYPTION_KEY WEBHOOK_SECRET SIGNING_KEY
  MCP_API_KEY MCP_AUTH_TOKEN MCP_ACCESS_TOKEN API_KEY API_TOKEN ACCESS_TOKEN AUTH_TOKEN BEARER_TOKEN SECRET_KEY
  TOKEN apiKey accessToken authToken clientSecret wallet_private_key ETH_PRIVATE_KEY AUTOINFO_LLM_API_KEY
  TWENTY_FIRST_API_KEY MAGIC_API_KEY REF_API_KEY EXA_KEY TAVILY_KEY INTERNAL_GATEWAY_TOKEN SERVICE_ACCOUNT_TOKEN
  GITEA_ACCESS_TOKEN FORGEJO_TOKEN CODACY_ACCOUNT_TOKEN YOUTRACK_TOKEN PLANE_API_KEY OUTLINE_API_KEY
  BOOKSTACK_TOKEN_SECRET JOPLIN_TOKEN READWISE_TOKEN RAINDROP_TOKEN POCKET_ACCESS_TOKEN OMNIVORE_API_KEY
  UNSPLASH_ACCESS_KEY PEXELS_API_KEY GIPHY_API_KEY NASA_API_KEY FRED_API_KEY CENSUS_API_KEY OPENALEX_API_KEY
  SEMANTIC_SCHOLAR_API_KEY NCBI_API_KEY AMADEUS_API_SECRET SKYSCANNER_API_KEY AVIATIONSTACK_ACCESS_KEY`.split(
    /\s+/,
  );

const PASSWORD_NAMES =
  `DB_PASSWORD DB_PASS MYSQL_PASSWORD MYSQL_PASS MSSQL_PASSWORD PGPASSWORD POSTGRES_PASSWORD REDIS_PASSWORD
  NEO4J_PASSWORD MONGO_PASSWORD CLICKHOUSE_PASSWORD ORACLE_PASSWORD SMTP_PASSWORD SMTP_PASS EMAIL_PASSWORD
  IMAP_PASSWORD JIRA_PASSWORD CONFLUENCE_PASSWORD WORDPRESS_APP_PASSWORD ODOO_PASSWORD SAP_PASSWORD AIRFLOW_PASSWORD
  ELASTIC_PASSWORD OPENSEARCH_PASSWORD GRAFANA_PASSWORD SNOWFLAKE_PASSWORD SSH_PASSWORD KEY_PASSPHRASE LDAP_PASSWORD
  dbPassword BASIC_AUTH_PASSWORD INSTAGRAM_PASSWORD LINKEDIN_PASSWORD GARMIN_PASSWORD VAULT_NEO4J_PASSWORD`.split(
    /\s+/,
  );

const FLAGS =
  '--api-key --token --key --access-token --auth-token --secret --pat --apikey --client-secret --figma-api-key --supabase-access-token --api_key --bearer-token --magic-api-key'.split(
    ' ',
  );
const HEADERS =
  'X-API-Key X-Auth-Token Api-Key x-api-token Ocp-Apim-Subscription-Key PRIVATE-TOKEN X-Goog-Api-Key X-Figma-Token X-Access-Token apikey X-Secret-Key xi-api-key X-MCP-Token DD-API-KEY CONTEXT7_API_KEY X-Vault-Token X-N8N-API-KEY'.split(
    ' ',
  );
const PARAMETERS =
  'api_key apiKey key token access_token apikey auth_token tavilyApiKey exaApiKey secret api-key client_secret auth'.split(
    ' ',
  );
const SCHEMES = ['Bearer', 'bearer', 'Token', 'ApiKey', 'Key', 'GenieKey', 'Basic-Token'];

/** Shapes of keys without a prefix. */
function opaque(fake: Fake): Made {
  const made: (() => Made)[] = [
    () => ['32 hex', fake.hex(32)],
    () => ['40 hex', fake.hex(40)],
    () => ['64 hex', fake.hex(64)],
    () => ['UUID', fake.uuid()],
    () => ['base62', fake.base62(fake.integer(20, 64))],
    () => ['short base62', fake.base62(fake.integer(14, 20))],
    () => ['43 base64url', fake.base64url(43)],
    () => ['base64', `${fake.base62(fake.integer(40, 86))}==`],
    () => ['lower case and digits', fake.match('[a-z0-9]{24,32}')],
    () => ['capitals and digits', fake.match('[A-Z0-9]{16,26}')],
    () => [
      'unknown prefix',
      `${fake.pick(['lm_apikey_', 'bb_', 'access_', 'fr_', 'm0-', 'acme-', 'key_', 'tok_'])}${fake.base62(32)}`,
    ],
    () => ['two parts', `${fake.hex(24)}.${fake.base62(32)}`],
    () => ['parts with dashes', fake.match('[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}')],
  ];
  return fake.pick(made)();
}

function password(fake: Fake): Made {
  const words = [
    'Sunny',
    'Horse',
    'Blue',
    'tiger',
    'Winter',
    'coffee',
    'Dragon',
    'maple',
    'Berlin',
    'monkey',
  ];
  const made: (() => Made)[] = [
    () => ['generated password', fake.password()],
    () => ['long generated password', fake.base62(24)],
    () => ['word and digits', `${fake.pick(words)}${fake.pick(words)}${fake.integer(10, 9999)}`],
    () => [
      'word, sign, digits',
      `${fake.pick(words)}${fake.pick(['!', '*', '_', '.'])}${fake.integer(100, 9999)}`,
    ],
    () => ['eight lower case and digits', fake.match('[a-z0-9]{4}[0-9][a-z]{3}')],
    () => [
      'leet',
      `${fake.pick(['P4ssw', 'S3cur', 'Adm1n'])}${fake.pick(['0rd', '1ty'])}${fake.integer(10, 99)}!`,
    ],
  ];
  return fake.pick(made)();
}

/** A value and the value as the config holds it, by place. */
type Setting = readonly [title: string, kind: Case['kind'], server: Record<string, unknown>];

const NPX = { command: 'npx' };

/** Every way of handing a secret over under a name. */
function namedPlaces(fake: Fake, name: string, value: string): readonly Setting[] {
  const flag = fake.pick(FLAGS);
  const header = fake.pick(HEADERS);
  const parameter = fake.pick(PARAMETERS);
  const scheme = fake.pick(SCHEMES);
  const args = (...rest: string[]): Record<string, unknown> => ({
    ...NPX,
    args: ['-y', '@acme/some-mcp@1.4.2', ...rest],
  });
  const url = (text: string): Record<string, unknown> => ({ type: 'http', url: text });
  const headers = (map: Record<string, string>): Record<string, unknown> => ({
    ...url('https://mcp.acme.dev/mcp'),
    headers: map,
  });
  return [
    ['env', 'env', { ...args(), env: { LOG_LEVEL: 'info', [name]: value } }],
    ['env with quotes inside', 'env', { ...args(), env: { [name]: `"${value}"` } }],
    ['env default', 'env', { ...args(), env: { [name]: `\${${name}:-${value}}` } }],
    [
      'env, headers as JSON',
      'env',
      {
        ...args(),
        env: {
          OPENAPI_MCP_HEADERS: JSON.stringify({
            Authorization: `Bearer ${value}`,
            Accept: 'application/json',
          }),
        },
      },
    ],
    [`header ${header}`, 'header', headers({ Accept: 'application/json', [header]: value })],
    [`header Authorization ${scheme}`, 'header', headers({ Authorization: `${scheme} ${value}` })],
    ['header Authorization, no scheme', 'header', headers({ authorization: value })],
    [`argument ${flag} v`, 'argument', args('--verbose', flag, value, '--region', 'eu-west-1')],
    [`argument ${flag}=v`, 'argument', args(`${flag}=${value}`)],
    ['argument NAME=v', 'argument', args(`${name}=${value}`)],
    ['argument NAME="v"', 'argument', args(`${name}="${value}"`)],
    [
      'docker -e',
      'argument',
      {
        command: 'docker',
        args: ['run', '-i', '--rm', '-e', `${name}=${value}`, 'ghcr.io/acme/mcp:1.2.3'],
      },
    ],
    [
      'docker --env=',
      'argument',
      { command: 'docker', args: ['run', '-i', `--env=${name}=${value}`, 'acme/mcp'] },
    ],
    [
      '--header Authorization',
      'argument',
      args('https://mcp.acme.dev/sse', '--header', `Authorization: Bearer ${value}`),
    ],
    [
      '--header without blank',
      'argument',
      args('https://mcp.acme.dev/sse', '--header', `${header}:${value}`),
    ],
    [
      'JSON in an argument',
      'argument',
      args(
        '--config',
        JSON.stringify({ [fake.pick(['apiKey', 'token', 'acmeApiKey'])]: value, region: 'eu' }),
      ),
    ],
    [
      'shell string',
      'argument',
      { command: 'sh', args: ['-c', `${name}=${value} npx -y @acme/some-mcp`] },
    ],
    [
      'shell string with flag',
      'argument',
      { command: 'bash', args: ['-lc', `npx -y @acme/some-mcp ${flag} ${value} --stdio`] },
    ],
    ['command line in command', 'argument', { command: `npx -y @acme/some-mcp ${flag} ${value}` }],
    [
      `parameter ${parameter}`,
      'url',
      url(`https://mcp.acme.dev/mcp?region=eu&${parameter}=${value}`),
    ],
    [
      `parameter ${parameter} in an argument`,
      'url',
      args('mcp-remote', `https://mcp.acme.dev/mcp?${parameter}=${value}&profile=default`),
    ],
  ];
}

function passwordPlaces(fake: Fake, name: string, value: string): readonly Setting[] {
  const scheme = fake.pick([
    'postgresql',
    'postgres',
    'mysql',
    'mongodb+srv',
    'redis',
    'amqp',
    'clickhouse',
    'mariadb',
  ]);
  const user = fake.pick(['app', 'svc_reader', 'mcp_user', 'analytics', 'alex']);
  const url = `${scheme}://${user}:${value}@db.acme.dev:5432/shop`;
  const args = (...rest: string[]): Record<string, unknown> => ({
    ...NPX,
    args: ['-y', '@acme/db-mcp@1.4.2', ...rest],
  });
  return [
    ['env', 'env', { ...args(), env: { DB_HOST: 'db.acme.dev', DB_USER: user, [name]: value } }],
    ['env default', 'env', { ...args(), env: { [name]: `\${${name}:-${value}}` } }],
    ['argument --password v', 'argument', args('--user', user, '--password', value)],
    ['argument --password=v', 'argument', args(`--password=${value}`)],
    [
      'docker -e',
      'argument',
      { command: 'docker', args: ['run', '-e', `${name}=${value}`, 'mcp/db'] },
    ],
    ['connection string in an argument', 'url', args(url)],
    ['connection string in DATABASE_URL', 'url', { ...args(), env: { DATABASE_URL: url } }],
    [
      'connection string on this machine',
      'url',
      args(`${scheme}://${user}:${value}@localhost:5432/shop`),
    ],
    ['https user part', 'url', { url: `https://${user}:${value}@mcp.acme.dev/mcp` }],
    [
      'ADO connection string',
      'env',
      {
        ...args(),
        env: {
          SQL_CONNECTION_STRING: `Server=tcp:db.acme.dev,1433;Database=shop;User Id=${user};Password=${value};Encrypt=true`,
        },
      },
    ],
    [
      'libpq connection string',
      'argument',
      args(`host=db.acme.dev port=5432 user=${user} password=${value} dbname=shop`),
    ],
    [
      'JDBC',
      'env',
      {
        ...args(),
        env: { JDBC_URL: `jdbc:postgresql://db.acme.dev/shop?user=${user}&password=${value}` },
      },
    ],
  ];
}

/** Where a token with a format of its own is found without any name. */
function unnamedPlaces(value: string): readonly Setting[] {
  return [
    ['bare argument', 'argument', { ...NPX, args: ['-y', '@acme/some-mcp', 'start', value] }],
    ['neutral variable', 'env', { ...NPX, env: { ACME_SETTING: value } }],
    ['path of a URL', 'url', { url: `https://mcp.acme.dev/${value}/sse` }],
    ['key beside the usual ones', 'argument', { ...NPX, args: [], acme: value }],
  ];
}

/** Credentials of every format and shape, in every place. */
export function credentials(seed: number): readonly Case[] {
  const fake = seeded(seed);
  const cases: Case[] = [];
  const add = (title: string, value: string, settings: readonly Setting[]): void => {
    for (const [place, kind, server] of settings) {
      cases.push({
        title: `${title}, ${place}`,
        kind,
        config: { mcpServers: { acme: server } },
        expected: value,
      });
    }
  };
  for (const { id, format } of everyFormat()) {
    const value = fake.match(format.pattern);
    const [name = 'API_KEY'] = namesOf(id);
    const places = namedPlaces(fake, name, value);
    // A key that needs its provider's name to be recognised is known by that in the environment only.
    const settings = format.keyed ? places.slice(0, 3) : [...places, ...unnamedPlaces(value)];
    add(
      `${id} ${format.label}`,
      value,
      settings.filter(([place]) => fits(value, place)),
    );
  }
  for (const name of SECRET_NAMES) {
    const [shape, value] = opaque(fake);
    add(`${shape} as ${name}`, value, namedPlaces(fake, name, value));
  }
  for (const name of PASSWORD_NAMES) {
    const [shape, value] = password(fake);
    add(`${shape} as ${name}`, value, passwordPlaces(fake, name, value));
  }
  for (const claims of [
    { role: 'service_role', iss: 'supabase', exp: 2060452911 },
    { sub: '42', exp: 1760000000 },
    { iss: 'acme' },
  ]) {
    const value = fake.jwt(claims);
    add('JSON Web Token', value, [
      ...namedPlaces(fake, 'SUPABASE_SERVICE_ROLE_KEY', value),
      ...unnamedPlaces(value),
    ]);
  }
  return cases;
}

/** Characters that end a URL's part or a shell's word are escaped there by whoever writes them. */
function fits(value: string, place: string): boolean {
  if (/URL|parameter/.test(place)) return !/[/?#&=%+: ]/.test(value);
  return !/shell|command line|NAME=|docker/.test(place) || !/[\s=;]/.test(value);
}

function namesOf(id: ProviderId): readonly string[] {
  return provider(id).names;
}
