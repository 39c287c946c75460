/** The month in which these lists were read. */
export const checked = '2026-11';

/** What a library is used for, as far as a server project is asked about it. */
export type Purpose =
  | 'sdk'
  | 'settings'
  | 'secret-store'
  | 'limiter'
  | 'outgoing-limiter'
  | 'token'
  | 'validator'
  | 'sql-client'
  | 'sql-builder'
  | 'sql-parser'
  | 'document-client'
  | 'html-escape'
  | 'upload'
  | 'encryption'
  | 'logger'
  | 'redaction'
  | 'error-tracker'
  | 'breaker'
  | 'retry'
  | 'cache'
  | 'shared-store'
  | 'payment'
  | 'metrics'
  | 'load-test'
  | 'telemetry'
  | 'http-client'
  | 'own-backend'
  | 'web';

export type PackageSource = 'npm' | 'pypi' | 'go' | 'cargo' | 'maven' | 'nuget';

/**
 * Libraries by purpose and package registry, from a reading of 63 public server projects (November 2026). A
 * dependency alone proves nothing: a call has to use it.
 */
export const libraries: Readonly<
  Record<Purpose, Readonly<Partial<Record<PackageSource, readonly string[]>>>>
> = {
  sdk: {
    npm: [
      '@modelcontextprotocol/sdk',
      '@modelcontextprotocol/server',
      '@modelcontextprotocol/node',
      'fastmcp',
      'mcp-framework',
      'xmcp',
      'mcp-handler',
      '@vercel/mcp-adapter',
      'agents',
      'mcp-lite',
      'tmcp',
      'mcp-use',
      '@rekog/mcp-nest',
      'litemcp',
      '@cyanheads/mcp-ts-core',
    ],
    pypi: ['mcp', 'fastmcp', 'fastapi-mcp', 'mcp-server'],
    go: [
      'github.com/modelcontextprotocol/go-sdk',
      'github.com/mark3labs/mcp-go',
      'github.com/metoro-io/mcp-golang',
      'github.com/ThinkInAIXYZ/go-mcp',
      'github.com/FreePeak/cortex',
      'github.com/strowk/foxy-contexts',
    ],
    cargo: ['rmcp', 'rust-mcp-sdk', 'mcp-server', 'pmcp'],
    maven: [
      'io.modelcontextprotocol.sdk:mcp',
      'io.modelcontextprotocol.sdk:mcp-core',
      'io.modelcontextprotocol.sdk:mcp-spring-webflux',
      'io.modelcontextprotocol.sdk:mcp-spring-webmvc',
      'io.modelcontextprotocol:kotlin-sdk',
      'io.modelcontextprotocol:kotlin-sdk-server',
      'io.quarkiverse.mcp:quarkus-mcp-server-stdio',
      'io.quarkiverse.mcp:quarkus-mcp-server-sse',
      'io.quarkiverse.mcp:quarkus-mcp-server-http',
      'org.springframework.ai:spring-ai-starter-mcp-server',
      'org.springframework.ai:spring-ai-starter-mcp-server-webmvc',
      'org.springframework.ai:spring-ai-starter-mcp-server-webflux',
      'org.springframework.ai:spring-ai-mcp-server-spring-boot-starter',
    ],
    nuget: [
      'ModelContextProtocol',
      'ModelContextProtocol.AspNetCore',
      'ModelContextProtocol.Core',
      'Microsoft.Azure.Functions.Worker.Extensions.Mcp',
    ],
  },
  settings: {
    npm: ['env-var', 'envalid', '@t3-oss/env-core', 'dotenv-safe'],
    pypi: ['pydantic-settings'],
  },
  'secret-store': {
    npm: [
      '@napi-rs/keyring',
      'keytar',
      'cross-keychain',
      '@aws-sdk/client-secrets-manager',
      '@aws-sdk/client-ssm',
      '@azure/keyvault-secrets',
      '@google-cloud/secret-manager',
      'node-vault',
      '@1password/sdk',
      '@infisical/sdk',
      '@bitwarden/sdk-napi',
    ],
    pypi: [
      'keyring',
      'hvac',
      'azure-keyvault-secrets',
      'google-cloud-secret-manager',
      'onepassword-sdk',
    ],
    go: [
      'github.com/zalando/go-keyring',
      'github.com/99designs/keyring',
      'github.com/hashicorp/vault/api',
      'cloud.google.com/go/secretmanager',
    ],
  },
  limiter: {
    npm: [
      'express-rate-limit',
      'express-slow-down',
      'rate-limiter-flexible',
      '@upstash/ratelimit',
      '@fastify/rate-limit',
      'hono-rate-limiter',
      'koa-ratelimit',
      '@nestjs/throttler',
    ],
    pypi: ['slowapi', 'fastapi-limiter', 'flask-limiter'],
    go: [
      'github.com/ulule/limiter/v3',
      'github.com/didip/tollbooth/v7',
      'github.com/go-chi/httprate',
    ],
  },
  'outgoing-limiter': {
    npm: ['bottleneck', 'p-throttle', 'p-limit', 'p-queue', 'limiter'],
    pypi: ['limits', 'aiolimiter', 'pyrate-limiter', 'ratelimit', 'asyncio-throttle'],
    go: ['golang.org/x/time', 'go.uber.org/ratelimit'],
  },
  token: {
    npm: [
      'jsonwebtoken',
      'jose',
      'fast-jwt',
      'express-oauth2-jwt-bearer',
      '@cloudflare/workers-oauth-provider',
      'oidc-provider',
      'better-auth',
      '@clerk/mcp-tools',
      '@clerk/backend',
      'aws-jwt-verify',
      '@workos-inc/node',
    ],
    pypi: ['pyjwt', 'authlib', 'python-jose', 'joserfc', 'auth0-api-python', 'fastapi-users'],
    go: [
      'github.com/golang-jwt/jwt/v5',
      'github.com/lestrrat-go/jwx/v2',
      'github.com/coreos/go-oidc/v3',
      'github.com/MicahParks/keyfunc/v3',
    ],
  },
  validator: {
    npm: [
      'zod',
      '@sinclair/typebox',
      'typebox',
      'valibot',
      'arktype',
      'joi',
      'yup',
      'ajv',
      'effect',
      'superstruct',
      'class-validator',
      'io-ts',
      'runtypes',
      '@cfworker/json-schema',
    ],
    pypi: [
      'pydantic',
      'jsonschema',
      'marshmallow',
      'msgspec',
      'attrs',
      'cattrs',
      'voluptuous',
      'cerberus',
    ],
    go: [
      'github.com/google/jsonschema-go',
      'github.com/invopop/jsonschema',
      'github.com/go-playground/validator/v10',
      'github.com/santhosh-tekuri/jsonschema/v6',
    ],
  },
  'sql-client': {
    npm: [
      'pg',
      'postgres',
      'mysql2',
      'mariadb',
      'mssql',
      'tedious',
      'oracledb',
      'better-sqlite3',
      'sqlite3',
      'sqlite',
      '@libsql/client',
      'duckdb',
      '@duckdb/node-api',
      '@neondatabase/serverless',
      '@clickhouse/client',
      'snowflake-sdk',
      '@google-cloud/bigquery',
    ],
    pypi: [
      'psycopg',
      'psycopg2-binary',
      'asyncpg',
      'aiomysql',
      'pymysql',
      'mysql-connector-python',
      'mysqlclient',
      'aiosqlite',
      'duckdb',
      'clickhouse-connect',
      'clickhouse-driver',
      'databases',
      'pyodbc',
      'oracledb',
      'snowflake-connector-python',
      'google-cloud-bigquery',
      'psycopg-pool',
      'psycopg2',
      'pymssql',
      'redshift-connector',
      'trino',
      'sqlite-utils',
    ],
    go: [
      'github.com/jackc/pgx/v5',
      'github.com/lib/pq',
      'github.com/go-sql-driver/mysql',
      'github.com/mattn/go-sqlite3',
      'modernc.org/sqlite',
      'github.com/jmoiron/sqlx',
      'github.com/ClickHouse/clickhouse-go/v2',
      'github.com/marcboeker/go-duckdb',
      'github.com/glebarez/sqlite',
    ],
  },
  'sql-builder': {
    npm: [
      'knex',
      'kysely',
      'drizzle-orm',
      '@prisma/client',
      'typeorm',
      'sequelize',
      'sql-template-tag',
    ],
    pypi: ['sqlalchemy', 'sqlmodel', 'peewee', 'tortoise-orm'],
    go: ['gorm.io/gorm', 'github.com/Masterminds/squirrel'],
  },
  'sql-parser': {
    npm: ['node-sql-parser', 'pgsql-ast-parser', 'libpg-query'],
    pypi: ['sqlglot', 'pglast', 'sqlparse'],
  },
  'document-client': {
    npm: ['mongodb', 'mongoose', '@elastic/elasticsearch', '@google-cloud/firestore'],
    pypi: ['pymongo', 'motor', 'elasticsearch'],
    go: ['go.mongodb.org/mongo-driver'],
  },
  'html-escape': {
    npm: [
      'dompurify',
      'isomorphic-dompurify',
      'sanitize-html',
      'xss',
      'he',
      'escape-html',
      'helmet',
      '@fastify/helmet',
      'rehype-sanitize',
    ],
    pypi: ['nh3', 'bleach', 'markupsafe', 'jinja2', 'html-sanitizer', 'secure'],
    go: ['github.com/microcosm-cc/bluemonday'],
  },
  upload: {
    npm: [
      'multer',
      'busboy',
      '@fastify/busboy',
      'formidable',
      'express-fileupload',
      '@fastify/multipart',
    ],
    pypi: ['python-multipart'],
  },
  encryption: {
    npm: [
      'libsodium-wrappers',
      'sodium-native',
      'tweetnacl',
      '@noble/ciphers',
      'prisma-field-encryption',
      'mongodb-client-encryption',
      'better-sqlite3-multiple-ciphers',
      '@47ng/cloak',
    ],
    pypi: ['cryptography', 'pynacl', 'sqlalchemy-utils', 'django-fernet-fields', 'sqlcipher3'],
  },
  logger: {
    npm: [
      'pino',
      'winston',
      'bunyan',
      'tslog',
      'loglevel',
      '@logtape/logtape',
      'log4js',
      'consola',
      'roarr',
    ],
    pypi: ['structlog', 'python-json-logger', 'loguru', 'ecs-logging'],
    go: ['go.uber.org/zap', 'github.com/rs/zerolog', 'github.com/sirupsen/logrus'],
  },
  redaction: {
    npm: [
      'fast-redact',
      'slow-redact',
      '@pinojs/redact',
      'mongodb-redact',
      'redact-pii',
      'fast-safe-stringify',
    ],
    pypi: ['scrubadub', 'presidio-anonymizer', 'logredactor'],
  },
  'error-tracker': {
    npm: [
      '@sentry/node',
      '@sentry/cloudflare',
      '@sentry/bun',
      '@sentry/aws-serverless',
      '@bugsnag/js',
      'rollbar',
      '@honeybadger-io/js',
      'applicationinsights',
      '@azure/monitor-opentelemetry',
      'newrelic',
      'dd-trace',
      'elastic-apm-node',
      '@opentelemetry/sdk-node',
    ],
    pypi: [
      'sentry-sdk',
      'bugsnag',
      'rollbar',
      'honeybadger',
      'opentelemetry-sdk',
      'logfire',
      'ddtrace',
      'newrelic',
      'elastic-apm',
      'azure-monitor-opentelemetry',
    ],
    go: ['github.com/getsentry/sentry-go'],
  },
  breaker: {
    npm: ['opossum', 'cockatiel', 'mollitia'],
    pypi: ['pybreaker', 'circuitbreaker', 'aiobreaker', 'purgatory'],
    go: [
      'github.com/sony/gobreaker/v2',
      'github.com/sony/gobreaker',
      'github.com/failsafe-go/failsafe-go',
    ],
  },
  retry: {
    npm: [
      'p-retry',
      'async-retry',
      'axios-retry',
      'retry',
      'retry-axios',
      'exponential-backoff',
      'fetch-retry',
      '@octokit/plugin-retry',
      'cockatiel',
    ],
    pypi: ['tenacity', 'backoff', 'stamina', 'retrying', 'httpx-retries'],
    go: [
      'github.com/hashicorp/go-retryablehttp',
      'github.com/cenkalti/backoff/v4',
      'github.com/cenkalti/backoff/v5',
      'github.com/avast/retry-go/v4',
    ],
  },
  cache: {
    npm: [
      'lru-cache',
      '@isaacs/ttlcache',
      'node-cache',
      'keyv',
      'cacheable',
      'cache-manager',
      'quick-lru',
      'mnemonist',
      'memoizee',
      'p-memoize',
    ],
    pypi: [
      'cachetools',
      'aiocache',
      'diskcache',
      'cashews',
      'requests-cache',
      'hishel',
      'async-lru',
    ],
    go: [
      'github.com/hashicorp/golang-lru/v2',
      'github.com/dgraph-io/ristretto/v2',
      'github.com/patrickmn/go-cache',
      'github.com/maypok86/otter',
    ],
  },
  'shared-store': {
    npm: ['ioredis', 'redis', '@upstash/redis', 'memjs'],
    pypi: ['redis', 'pymemcache'],
    go: ['github.com/redis/go-redis/v9'],
  },
  payment: {
    npm: [
      'stripe',
      '@stripe/agent-toolkit',
      '@stripe/mcp',
      '@paypal/agent-toolkit',
      '@paypal/paypal-server-sdk',
      'braintree',
      '@adyen/api-library',
      'square',
      '@mollie/api-client',
      'razorpay',
      '@paddle/paddle-node-sdk',
      '@lemonsqueezy/lemonsqueezy.js',
      '@polar-sh/sdk',
      'x402',
      'x402-express',
      'x402-mcp',
      '@x402/core',
    ],
    pypi: [
      'stripe',
      'stripe-agent-toolkit',
      'paypalrestsdk',
      'braintree',
      'squareup',
      'mollie-api-python',
      'razorpay',
      'x402',
    ],
  },
  metrics: {
    npm: [
      'prom-client',
      '@opentelemetry/sdk-metrics',
      '@opentelemetry/api',
      'hot-shots',
      'statsd-client',
      'express-prom-bundle',
      'fastify-metrics',
      '@willsoto/nestjs-prometheus',
      'dd-trace',
    ],
    pypi: [
      'prometheus-client',
      'opentelemetry-sdk',
      'prometheus-fastapi-instrumentator',
      'statsd',
      'datadog',
    ],
    go: ['github.com/prometheus/client_golang', 'go.opentelemetry.io/otel/metric'],
  },
  'load-test': {
    npm: ['autocannon', 'artillery', 'loadtest', '@types/k6'],
    pypi: ['locust', 'molotov'],
  },
  telemetry: {
    npm: [
      'posthog-node',
      '@segment/analytics-node',
      'analytics-node',
      'mixpanel',
      '@amplitude/analytics-node',
      'amplitude-js',
    ],
    pypi: [
      'posthog',
      'segment-analytics-python',
      'analytics-python',
      'mixpanel',
      'amplitude-analytics',
    ],
    go: [
      'github.com/posthog/posthog-go',
      'github.com/segmentio/analytics-go/v3',
      'github.com/mixpanel/mixpanel-go',
    ],
  },
  // Clusters and machines that the user runs.
  'own-backend': {
    npm: ['@kubernetes/client-node', 'dockerode', 'ssh2'],
    pypi: ['kubernetes', 'docker', 'paramiko', 'asyncssh', 'chromadb', 'qdrant-client'],
    go: ['k8s.io/client-go', 'github.com/docker/docker'],
    cargo: ['kube', 'bollard'],
    maven: ['io.fabric8:kubernetes-client', 'io.quarkus:quarkus-kubernetes-client'],
    nuget: ['KubernetesClient', 'Docker.DotNet'],
  },
  'http-client': {
    npm: [
      'axios',
      'got',
      'ky',
      'undici',
      'node-fetch',
      'superagent',
      'playwright',
      'playwright-core',
      'puppeteer',
      'puppeteer-core',
      'cross-fetch',
      '@octokit/rest',
      'octokit',
      '@octokit/core',
      'openai',
      '@anthropic-ai/sdk',
    ],
    pypi: [
      'httpx',
      'requests',
      'aiohttp',
      'urllib3',
      'playwright',
      'selenium',
      'openai',
      'anthropic',
      'google-cloud-storage',
      'boto3',
      'pygithub',
      'atlassian-python-api',
      'qdrant-client',
    ],
    go: ['github.com/go-resty/resty/v2', 'github.com/google/go-github'],
  },
  web: {
    npm: ['express', 'hono', 'fastify', 'koa', '@nestjs/core', 'next'],
    pypi: ['fastapi', 'starlette', 'flask', 'uvicorn', 'aiohttp', 'sanic'],
    go: ['github.com/gin-gonic/gin', 'github.com/labstack/echo/v4', 'github.com/go-chi/chi/v5'],
  },
};

const byName = new Map<string, readonly Purpose[]>();
for (const [purpose, lists] of Object.entries(libraries)) {
  for (const [source, names] of Object.entries(lists)) {
    for (const name of names) {
      const key = `${source} ${name}`;
      byName.set(key, [...(byName.get(key) ?? []), purpose as Purpose]);
    }
  }
}

/** What a package is for; Go modules also by the path of a package inside of them. */
export function purposesOf(source: PackageSource, name: string): readonly Purpose[] {
  for (let at = name; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const known = byName.get(`${source} ${at}`);
    if (known) return known;
    if (source !== 'go' && source !== 'npm') break;
  }
  return [];
}
