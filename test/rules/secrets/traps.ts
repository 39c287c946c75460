import { seeded } from '../../fake.ts';
import type { Case } from './made.ts';

/** Names and values that have fooled other scanners, or look as if they could. */
export function traps(seed: number): readonly Case[] {
  const fake = seeded(seed);
  const cases: Case[] = [];
  const env = (name: string, value: string, note = ''): void => {
    cases.push({
      title: `${name} ${note}`.trim(),
      kind: 'env',
      config: one({ command: 'npx', env: { [name]: value } }),
      expected: undefined,
    });
  };
  const args = (title: string, ...values: string[]): void => {
    cases.push({
      title,
      kind: 'argument',
      config: one({ command: 'npx', args: ['-y', '@acme/mcp@1.2.3', ...values] }),
      expected: undefined,
    });
  };
  const header = (name: string, value: string, note = ''): void => {
    cases.push({
      title: `header ${name} ${note}`.trim(),
      kind: 'header',
      config: one({ url: 'https://mcp.acme.dev/mcp', headers: { [name]: value } }),
      expected: undefined,
    });
  };
  const url = (title: string, value: string): void => {
    cases.push({ title, kind: 'url', config: one({ url: value }), expected: undefined });
    cases.push({
      title: `${title}, in an argument`,
      kind: 'url',
      config: one({ command: 'npx', args: ['mcp-remote', value] }),
      expected: undefined,
    });
  };

  for (const [name, value] of PLAIN_VARIABLES) env(name, value);
  const ids: readonly (readonly [string, string])[] = [
    ['AZURE_TENANT_ID', fake.uuid()],
    ['AZURE_CLIENT_ID', fake.uuid()],
    ['AZURE_SUBSCRIPTION_ID', fake.uuid()],
    ['NOTION_DATABASE_ID', fake.hex(32)],
    ['GOOGLE_SHEET_ID', `1${fake.base64url(43)}`],
    ['FIGMA_FILE_KEY', fake.base62(22)],
    ['AIRTABLE_BASE_ID', `app${fake.base62(14)}`],
    ['SUPABASE_PROJECT_REF', fake.match('[a-z]{20}')],
    ['VERCEL_PROJECT_ID', `prj_${fake.base62(28)}`],
    ['VERCEL_TEAM_ID', `team_${fake.base62(24)}`],
    ['STRIPE_PRICE_ID', `price_${fake.base62(24)}`],
    ['STRIPE_ACCOUNT', `acct_${fake.base62(16)}`],
    ['TELEGRAM_CHAT_ID', `-100${fake.match('[0-9]{10}')}`],
    ['DISCORD_GUILD_ID', fake.match('[1-9][0-9]{18}')],
    ['SLACK_TEAM_ID', `T${fake.match('[A-Z0-9]{10}')}`],
    ['SLACK_CHANNEL_IDS', `C${fake.match('[A-Z0-9]{10}')}, C${fake.match('[A-Z0-9]{10}')}`],
    ['GIT_COMMIT', fake.hex(40)],
    ['IMAGE_DIGEST', `sha256:${fake.hex(64)}`],
    ['INTEGRITY', `sha512-${fake.base62(86)}==`],
    ['TRACE_ID', fake.hex(32)],
    ['WORKSPACE_HASH', fake.hex(32)],
    ['BUILD_ID', fake.base62(24)],
    ['WALLET_ADDRESS', `0x${fake.hex(40)}`],
    ['SOLANA_ADDRESS', fake.match('[1-9A-HJ-NP-Za-km-z]{44}')],
    ['CONTRACT_ADDRESS', `0x${fake.hex(40)}`],
    ['IPFS_CID', `Qm${fake.match('[1-9A-HJ-NP-Za-km-z]{44}')}`],
    ['TOKEN_ADDRESS', `0x${fake.hex(40)}`],
    ['TOKEN_MINT', fake.match('[1-9A-HJ-NP-Za-km-z]{44}')],
    ['TWILIO_ACCOUNT_SID', `AC${fake.hex(32)}`],
    [
      'GOOGLE_CLIENT_ID',
      `${fake.match('[0-9]{12}')}-${fake.match('[a-z0-9]{32}')}.apps.googleusercontent.com`,
    ],
    ['GITHUB_CLIENT_ID', `Iv1.${fake.hex(16)}`],
    ['OAUTH_CLIENT_ID', fake.base62(32)],
    ['SPOTIFY_CLIENT_ID', fake.hex(32)],
    ['STRIPE_PUBLISHABLE_KEY', `pk_live_${fake.base62(24)}`],
    ['NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY', `pk_test_${fake.base62(40)}`],
    ['SUPABASE_PUBLISHABLE_KEY', `sb_publishable_${fake.base62(31)}`],
    ['POSTHOG_PROJECT_KEY', `phc_${fake.base62(43)}`],
    ['LANGFUSE_PUBLIC_KEY', `pk-lf-${fake.uuid()}`],
    ['MAPBOX_TOKEN', `pk.eyJ${fake.base62(60)}.${fake.base62(22)}`],
    ['SUPABASE_ANON_KEY', fake.jwt({ iss: 'supabase', role: 'anon', ref: 'x'.repeat(20) })],
    ['SUPABASE_KEY', fake.jwt({ iss: 'supabase', role: 'anon' })],
    [
      'SENTRY_DSN',
      `https://${fake.hex(32)}@o${fake.match('[0-9]{6}')}.ingest.us.sentry.io/${fake.match('[0-9]{16}')}`,
    ],
    ['DD_CLIENT_TOKEN', `pub${fake.hex(32)}`],
    ['RECAPTCHA_SITE_KEY', `6L${fake.base62(38)}`],
    ['VAPID_PUBLIC_KEY', fake.base64url(87)],
    ['SSH_PUBLIC_KEY', `ssh-ed25519 ${fake.base62(68)} alex@host`],
    ['AGE_RECIPIENT', `age1${fake.match('[a-z0-9]{58}')}`],
    ['KMS_KEY_ID', fake.uuid()],
    ['KMS_KEY_ARN', `arn:aws:kms:eu-west-1:123456789012:key/${fake.uuid()}`],
    ['DB_SECRET_ARN', `arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf`],
    ['SECRET_NAME', 'projects/acme-prod/secrets/db-password/versions/latest'],
    ['API_KEY', '@Microsoft.KeyVault(SecretUri=https://acme.vault.azure.net/secrets/api-key/)'],
    ['DB_PASSWORD', `ENC[AES256_GCM,data:${fake.base62(20)},iv:${fake.base62(20)},type:str]`],
    ['API_TOKEN', `encrypted:${fake.base62(60)}`],
    ['LINEAR_TEAM_ID', fake.uuid()],
    ['CONFLUENCE_SPACE_KEY', 'ENG'],
    ['JIRA_PROJECT_KEY', 'ABC123'],
    ['PARTITION_KEY', fake.uuid()],
    ['CACHE_KEY', `v2-${fake.hex(32)}`],
    ['IDEMPOTENCY_KEY', fake.uuid()],
    ['SSH_FINGERPRINT', `SHA256:${fake.base62(43)}`],
    ['USER_AGENT', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'],
    ['LOGO', `data:image/png;base64,${fake.base62(80)}`],
    ['CONFIG_HASH', fake.hex(64)],
    ['NX_CLOUD_ID', fake.hex(24)],
    ['INSTALL_ID', fake.uuid()],
    ['DEVICE_ID', fake.base62(22)],
    ['MEASUREMENT_ID', `G-${fake.match('[A-Z0-9]{10}')}`],
  ];
  for (const [name, value] of ids) env(name, value);
  for (const value of REFERENCES) {
    env('GITHUB_TOKEN', value, 'reference');
    header('Authorization', `Bearer ${value}`, 'reference');
    args('reference behind --api-key', '--api-key', value);
    args('reference in a header argument', '--header', `Authorization: Bearer ${value}`);
    args('reference in an assignment', '-e', `API_KEY=${value}`);
    args('reference as password', `postgresql://app:${value}@db.acme.dev:5432/shop`);
    url('reference in a parameter', `https://mcp.acme.dev/mcp?api_key=${value}`);
  }
  for (const value of PLACEHOLDERS) {
    env('ACME_API_KEY', value, 'placeholder');
    header('X-API-Key', value, 'placeholder');
    args('placeholder behind --token', '--token', value);
    args('placeholder =', `--api-key=${value}`);
    if (!/[\s/?#@]/.test(value))
      url('placeholder in a parameter', `https://mcp.acme.dev/mcp?token=${value}`);
  }
  for (const value of PLACEHOLDER_PASSWORDS) {
    env('DB_PASSWORD', value, 'placeholder');
    args('placeholder password', `postgresql://user:${value}@db.acme.dev:5432/shop`);
  }
  for (const value of HALF_TYPED) {
    env('GITHUB_TOKEN', value, 'half typed');
    env('SOMETHING', value, 'half typed');
    args('half typed', value);
    args('half typed behind a flag', '--database', value);
  }
  for (const line of PLAIN_ARGUMENTS) args(`argument ${line.slice(0, 30)}`, ...line.split(' '));
  const shapes: readonly (readonly [string, ...string[]])[] = [
    ['commit in a git URL', `git+https://github.com/oraios/serena@${fake.hex(40)}`],
    ['image digest', `ghcr.io/acme/mcp@sha256:${fake.hex(64)}`],
    ['hash in a CDN URL', `https://cdn.acme.dev/${fake.hex(64)}/bundle.js`],
    ['project ref', '--project-ref', fake.match('[a-z]{20}')],
    ['profile', '--profile', `yummy-dove-${fake.base62(6)}`],
    ['UUID of a tenant', '--tenant', fake.uuid()],
    ['client id', '--client-id', fake.base62(32)],
    ['bare UUID', fake.uuid()],
    ['bare commit', fake.hex(40)],
    [
      'workspace hash in a path',
      `/home/alex/.config/Code/User/workspaceStorage/${fake.hex(32)}/state.vscdb`,
    ],
    ['Google document', '--doc', `1${fake.base64url(43)}`],
    ['figma file', `https://www.figma.com/design/${fake.base62(22)}/Shop?node-id=1-2`],
    ['notion page', `https://www.notion.so/acme/Roadmap-${fake.hex(32)}`],
    ['app id', `--app=${fake.match('[a-z0-9]{5}')}`],
    ['package hash', `acme-mcp@0.0.0-canary.${fake.hex(8)}`],
    [
      'wheel URL',
      `https://files.pythonhosted.org/packages/${fake.hex(2)}/${fake.hex(2)}/${fake.hex(60)}/acme-1.0.0-py3-none-any.whl`,
    ],
    ['container name', `--name=mcp-${fake.hex(12)}`],
    ['trace', '--trace-id', fake.hex(32)],
  ];
  for (const [title, ...values] of shapes) args(title, ...values);
  for (const [title, value] of PLAIN_URLS) url(title, value);
  url('hosting host name', `https://func-mcp-${fake.match('[a-z0-9]{12}')}.azurewebsites.net/mcp`);
  url(
    'project in a parameter',
    `https://mcp.supabase.com/mcp?project_ref=${fake.match('[a-z]{20}')}`,
  );
  url('UUID in a path', `https://mcp.acme.dev/v1/${fake.uuid()}/mcp`);
  url('commit in a path', `https://raw.githubusercontent.com/acme/mcp/${fake.hex(40)}/server.json`);
  for (const [name, value] of PLAIN_HEADERS) header(name, value);
  header('X-Request-Id', fake.uuid());
  header('traceparent', `00-${fake.hex(32)}-${fake.hex(16)}-01`);
  header('X-Tenant-Id', fake.hex(24));
  header('X-Client-Id', fake.base62(32));
  header('X-Workspace', fake.hex(32));
  return cases;
}

function one(server: unknown): unknown {
  return { mcpServers: { acme: server } };
}

const PLAIN_VARIABLES: readonly (readonly [string, string])[] =
  `MAX_TOKENS=4096 DEFAULT_MINIMUM_TOKENS=10000 MAX_NEW_TOKENS=512 TOKENS=100000 OPENAI_MAX_TOKENS=16000 TOKEN_LIMIT=200000 TOKEN_BUDGET=50000 TOKENS_PER_MINUTE=60000
TOKENIZER=cl100k_base TOKENIZER_PATH=/models/tokenizer.json TOKEN_TYPE=bearer AUTH_TYPE=oauth2 AUTH_MODE=api_key AUTH_METHOD=client_credentials TOKEN_ENDPOINT=https://auth.acme.dev/oauth/token TOKEN_URL=https://auth.acme.dev/token TOKEN_TTL=3600 SESSION_TTL=86400 TOKEN_EXPIRY=30d
OAUTH_SCOPES=read:user,repo PASSWORD_POLICY=strong-12 PASSWORD_MIN_LENGTH=12 API_KEY_HEADER=X-API-Key API_KEY_NAME=default-key SECRET_NAME=prod/mcp/db KEY_VAULT_NAME=acme-vault-01 KEY_VAULT_URL=https://acme-vault.vault.azure.net SECRETS_DIR=/run/secrets SECRET_PROVIDER=aws-secrets-manager
SORT_KEY=created_at PRIMARY_KEY=id FOREIGN_KEY=user_id PUBLIC_KEY_PATH=/etc/keys/pub.pem PRIVATE_KEY_PATH=/etc/keys/id_ed25519 SSH_KEY=~/.ssh/id_rsa TLS_KEY=/certs/tls.key SSL_KEY_FILE=certs/server.key GOOGLE_APPLICATION_CREDENTIALS=/home/alex/sa.json GOOGLE_APPLICATION_CREDENTIALS=./credentials.json CREDENTIALS_PATH=C:\\Users\\alex\\creds.json TOKEN_FILE=/run/secrets/token COOKIE_FILE=./cookies.txt
KEYCLOAK_URL=https://id.acme.dev KEYCLOAK_REALM=acme-realm-2 KEYBOARD=us AUTHOR=alex-2024 COMPASS=north BYPASS=localhost,127.0.0.1 PATTERN=[a-z0-9]+ MONKEY=abc123def456 PWD=/home/alex/project OLDPWD=/home/alex PASSENGER_APP_ENV=production PASSTHROUGH=true
AWS_PROFILE=default AWS_REGION=eu-west-1 AWS_ROLE_ARN=arn:aws:iam::123456789012:role/mcp-reader AWS_ACCOUNT_ID=123456789012 MODEL=claude-sonnet-4-20250514 OPENAI_MODEL=gpt-4o-2024-11-20 EMBEDDING_MODEL=BAAI/bge-m3 PERPLEXITY_MODEL=sonar-reasoning-pro ANTHROPIC_MODEL=anthropic/claude-3-5-sonnet-20241022
LOG_LEVEL=ERROR FASTMCP_LOG_LEVEL=ERROR NODE_ENV=production PYTHONPATH=/srv/app PATH=/opt/homebrew/bin:/usr/bin:/bin PYTHONUNBUFFERED=1 UV_HTTP_TIMEOUT=300 NODE_OPTIONS=--max-old-space-size=4096 RUST_LOG=surreal_mind=info,rmcp=info DEBUG=mcp:* TZ=Europe/Berlin LANG=en_US.UTF-8 PORT=8787 HOST=0.0.0.0
MDB_MCP_READ_ONLY=true REQUIRE_AUTH=true ENABLE_TOKEN_AUTH=false VERIFY_SSL=false USE_KEYCHAIN=1 DISABLE_AUTH=1 GITHUB_TOOLSETS=repos,issues,pull_requests GITHUB_HOST=https://github.acme.dev GITHUB_USER=alexdev42 JIRA_URL=https://acme.atlassian.net JIRA_USERNAME=alex@acme.dev DB_USER=app_reader DB_NAME=shop_production DB_HOST=db-prod-01.acme.internal
DATABASE_URL=postgresql://localhost:5432/shop DATABASE_URL=postgresql://reader@db.acme.dev/shop DATABASE_URL=sqlite:///data/app.db DATABASE_URL=file:./dev.db REDIS_URL=redis://localhost:6379/0 REDIS_URL=redis://:@localhost:6379 MONGODB_URI=mongodb://localhost:27017 NEO4J_URI=bolt://localhost:7687 QDRANT_URL=http://localhost:6333 POSTGRES_URL=postgres://postgres:postgres@localhost:5432/postgres AMQP_URL=amqp://guest:guest@localhost:5672
COLLECTION_NAME=cryptotrading_docs NAMESPACE=mcp-tokens-dev BUCKET=acme-secrets-backup CLOUDFLARE_ACCOUNT=acme SUPABASE_URL=https://burzzqjvwydydvabgqrx.supabase.co BASE_URL=https://api.acme.dev/v2 WEBHOOK_PATH=/webhooks/mcp CALLBACK_URL=http://localhost:3334/oauth/callback PROXY=http://proxy.acme.dev:3128 NO_PROXY=localhost,127.0.0.1,.acme.dev
VERSION=1.24.0-beta.3 RELEASE=2025-11-20 SCHEMA_VERSION=2025-06-18 GOOGLE_CLOUD_PROJECT=democrm-294027 GCP_PROJECT=my-project-417203 FIREBASE_PROJECT=shop-prod-8f3a2 AZURE_DEPLOYMENT=gpt-4o-prod-2 AZURE_OPENAI_ENDPOINT=https://acme-ai.openai.azure.com CLUSTER=cluster0.4mhrmh9.mongodb.net MACHINE=x86_64-unknown-linux-gnu
EMAIL=alex.dev@acme.dev PHONE=+4915112345678 GEO=52.520008,13.404954 CRON=*/15,*,*,*,* LICENSE=MIT FEATURES=auth,tokens,secrets ALLOWED_PACKAGES=Z*,$TMP ALLOWED_DIRECTORIES=/home/alex/Documents,/home/alex/Desktop TOOLS=get_token,list_secrets,rotate_key SERVER_NAME=token-manager-mcp SERVICE=secret-manager-v2 KEYMAP=vim KEYS=id,name HOTKEY=ctrl+shift+k KEYSPACE=system_auth PASSWORD_MANAGER=1password AUTH_PROVIDER=github SESSION_NAME=dev-session-1 COOKIE_DOMAIN=.acme.dev CSRF_ENABLED=true SALT_ROUNDS=12`
    .split(/\s+/)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);

const REFERENCES = [
  '${input:github-token}',
  '${env:GITHUB_TOKEN}',
  '${GITHUB_TOKEN}',
  '$GITHUB_TOKEN',
  '%GITHUB_TOKEN%',
  '{env:GITHUB_TOKEN}',
  '{{GITHUB_TOKEN}}',
  '${{secrets.GITHUB_TOKEN}}',
  '$env:GITHUB_TOKEN',
  '${GITHUB_TOKEN:-}',
  '${process.env.GITHUB_TOKEN}',
  '${user_config.token}',
  '$(cat ~/.token)',
  'op://vault/github/token',
];

const PLACEHOLDERS = [
  'YOUR_API_KEY',
  'your-api-key',
  'your_api_key_here',
  '<your-api-key>',
  '<API_KEY>',
  '[YOUR KEY]',
  'xxx',
  'xxxxxxxxxxxxxxxx',
  'XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX',
  '****************',
  '...',
  'sk-...',
  'sk-xxxxxxxxxxxxxxxxxxxxxxxx',
  `ghp_${'x'.repeat(36)}`,
  'ghp_your_token_here',
  'sk-your-key-here',
  'sk-ant-your-key',
  'ntn_****',
  'AIzaSy...',
  'changeme',
  'change-me',
  'REPLACE_ME',
  'replace-with-your-key',
  'INSERT_KEY_HERE',
  'insert-token-here',
  'enter_your_key',
  'ENTER-KEY',
  'dummy',
  'dummy-key',
  'fake-api-key',
  'test',
  'test-key',
  'TODO',
  'example',
  'example-key',
  'example_token_123',
  'my-api-key',
  'my_secret_token',
  'API_KEY',
  'ACME_API_KEY',
  'ACTUAL_API_KEY',
  'KEY_HERE',
  'token',
  'secret',
  'none',
  'null',
  'undefined',
  'EMPTY',
  'not-needed',
  'ollama',
  'lm-studio',
  'no-key-required',
  '00000000-0000-0000-0000-000000000000',
  '1234567890',
  '123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789abcdef0123456789abcdef',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'votre_cle_api',
  'VOTRE_CLE_API',
  'REMPLACEZ_PAR_VOTRE_TOKEN',
  'tu_clave_api',
  'TU_TOKEN_AQUI',
  'dein-api-key',
  'sua_chave_aqui',
  '你的API密钥',
  'ваш_токен',
  'ここにキーを入力',
  '{secret}',
  '__API_KEY__',
  '@API_KEY@',
  'Bearer YOUR_TOKEN',
  'YourApiKeyHere',
  'yourapikey',
  'pk_xxx',
  'redacted',
  'REDACTED',
  '<redacted>',
  'hidden',
  'placeholder',
  'PLACEHOLDER_TOKEN',
  'paste-your-token',
  'PASTE_TOKEN_HERE',
  'sample_key',
  'foo',
  'foobar',
  'secret-key',
  'demo',
  'DEMO_KEY',
  'abc123',
  'api-key-goes-here',
  'set-me',
  'SET_IN_ENV',
  'COPY_FROM_ENV',
  'see-1password',
  'get-from-dashboard',
  ['AKIAIOSFODNN7', 'EXAMPLE'].join(''),
];

const PLACEHOLDER_PASSWORDS = [
  'password',
  'your_password',
  'YOUR-PASSWORD',
  '<password>',
  '[password]',
  '[YOUR-PASSWORD]',
  'changeme',
  'xxxx',
  '****',
  'example',
  'secret',
  'pass',
  'PASSWORD',
  'mypassword',
  'your-db-password',
  'placeholder',
];

const HALF_TYPED = [
  'g',
  'gh',
  'ghp_',
  'ghp_aB3',
  'sk-',
  'sk-proj-',
  'sk-ant-',
  'AIza',
  '${',
  '${inp',
  '${input:',
  '${env:GIT',
  '{env:',
  '{{TOK',
  '%GIT',
  'op:/',
  'postgresql://',
  'postgresql://user',
  'postgresql://user:',
  'eyJ',
  'eyJhbGci',
  'Bearer',
  'Bearer ',
  'xoxb-',
  '-----BEGIN',
  '<',
  '<your',
];

const PLAIN_ARGUMENTS =
  `--db-path /home/alex/data/mail.db|--header Accept:application/json|-p 8080:8080|-v /srv/data:/data:ro|--user 1000:1000|--user postgres|--mount type=bind,src=/home/alex,dst=/workspace|--network host|--key created_at|--keys id,name|--token-limit 4096|--max-tokens 8192|--tokenizer cl100k_base|--auth oauth|--auth none|--auth-type bearer|--secret-name prod/db|--key-file /etc/ssl/server.key|--password-file /run/secrets/pw|--credentials ./creds.json|--cookie-file cookies.txt|--session default|--transport stdio|--host 127.0.0.1|--model anthropic/claude-3.5-sonnet|--log-format json|--port=3000|--project-ref=abcdefghijklmnopqrst|--caps vision,devtools|--viewport-size=1280x720|--user-agent=Mozilla/5.0|--read-only|--features=database,docs|--stdio|--sort-key name|--partition-key tenant|--api-version 2024-06-01|--api-url https://api.acme.dev|--key-id alias/prod|--allow-tokens true|--access-mode restricted|--access-level read|-k ./kube.conf|-t acme/image:1.2.3|-t 30|-e GITHUB_TOKEN|-e LOG_LEVEL=debug|--env-file .env|--token ./token.txt|--api-key @/run/secrets/key|--api-key file:/run/secrets/key|--api-key env:ACME_KEY|--pat-file ~/.pat|set -a && . ./.env && npx -y @acme/mcp "$DATABASE_URL"`.split(
    '|',
  );

const PLAIN_URLS: readonly (readonly [string, string])[] = [
  ['plain URL', 'https://mcp.acme.dev/mcp'],
  ['port', 'http://localhost:3000/sse'],
  ['long host', 'https://maple-harbor-violin-thermometer.trycloudflare.com/mcp'],
  [
    'long words in a path',
    'https://mcp.sentry.dev/mcp/consultora-maze/react-native-frontend-application-monitoring',
  ],
  ['token in a path word', 'https://mcp.acme.dev/oauth/token/introspection'],
  ['keys page', 'https://platform.acme.dev/settings/keys/create-new-key'],
  ['read only', 'https://mcp.acme.dev/mcp?read_only=true&features=database,docs&token_type=bearer'],
  ['git', 'https://github.com/acme/secret-token-manager.git'],
  ['user without password', 'https://alex@mcp.acme.dev/mcp'],
  ['session id', 'https://mcp.acme.dev/mcp?session=default&profile=work'],
  ['npm tarball', 'https://npm.acme.dev/@acme/mcp/-/mcp-1.2.3.tgz'],
  ['scoped package', 'https://unpkg.com/@acme/mcp@1.2.3/dist/index.js'],
  ['region', 'https://acme-prod-eu-west-1.execute-api.eu-west-1.amazonaws.com/prod/mcp'],
];

const PLAIN_HEADERS: readonly (readonly [string, string])[] = [
  ['Accept', 'application/json, text/event-stream'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'acme-mcp/1.2.3 (linux; x64)'],
  ['anthropic-version', '2023-06-01'],
  ['Notion-Version', '2022-06-28'],
  ['X-Region', 'eu-west-1'],
  ['X-MCP-Readonly', 'true'],
  ['X-MCP-Toolsets', 'repos,issues'],
  ['Authorization', ''],
  ['Authorization', 'Bearer'],
  ['Authorization', 'Bearer <token>'],
  ['Authorization', 'Bearer YOUR_TOKEN'],
  ['Authorization', 'Basic <base64>'],
  ['Cookie', 'theme=dark; lang=en'],
  ['X-Api-Version', '2024-10-01'],
  ['X-Auth-Type', 'api-key'],
  ['Origin', 'https://acme.dev'],
  ['X-Project-Key', 'SHOP'],
  ['MCP-Protocol-Version', '2025-06-18'],
  ['X-Debug-Token-Count', 'true'],
];
