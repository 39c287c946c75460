import type { Known } from '../known.ts';
import type { Snippets } from './snippet.ts';

/** Names of the secrets that it cannot do without; one to be filled in where none is known. */
function requiredSecrets({ settings }: Known): readonly string[] {
  const secrets = settings.filter(({ secret }) => secret);
  const required = secrets.filter((it) => it.required);
  const names = (required.length > 0 ? required : secrets).map(({ name }) => name);
  return names.length > 0 ? names : ['API_KEY'];
}

function camel(name: string): string {
  const [first = '', ...rest] = name
    .toLowerCase()
    .split(/[_-]/)
    .filter((it) => it !== '');
  return first + rest.map((it) => it.charAt(0).toUpperCase() + it.slice(1)).join('');
}

/** P1. Keys differ between providers, so no length is asked for that is not theirs. */
export const settings: Snippets = {
  typescript: {
    file: 'settings',
    text: (known) =>
      `
/** The value of a variable that has to be set. The message goes to standard error: standard output is the protocol's. */
export function requireEnv(name«: string»)«: string» {
  const value = process.env[name]?.trim();
  if (!value) {
    console.error(\`\${name} is not set. Set it where the host starts this server.\`);
    process.exit(1);
  }
  return value;
}

${requiredSecrets(known)
  .map((name) => `export const ${camel(name)} = requireEnv('${name}');`)
  .join('\n')}
`.trimStart(),
    next: [
      'Import it first where the program begins, and take the values from it instead of process.env.',
    ],
  },
  python: {
    file: 'settings',
    text: (known) => `import os
import sys


def require_env(name: str) -> str:
    """The value of a variable that has to be set. The message goes to standard error: standard output is the protocol's."""
    secret = os.environ.get(name, "").strip()
    if not secret:
        print(f"{name} is not set. Set it where the host starts this server.", file=sys.stderr)
        raise SystemExit(1)
    return secret


${requiredSecrets(known)
  .map((name) => `${name} = require_env("${name}")`)
  .join('\n')}
`,
    next: [
      'Import it first where the program begins, and take the values from it instead of os.environ.',
    ],
  },
  go: {
    file: 'settings',
    text: (known) => `import (
	"fmt"
	"os"
	"strings"
)

// mustEnv is the value of a variable that has to be set. The message goes to standard error: standard output is the protocol's.
func mustEnv(name string) string {
	secret := strings.TrimSpace(os.Getenv(name))
	if secret == "" {
		fmt.Fprintf(os.Stderr, "%s is not set. Set it where the host starts this server.\\n", name)
		os.Exit(1)
	}
	return secret
}

// checkSettings ends the program where something is missing. Call it first in main.
func checkSettings() {
${requiredSecrets(known)
  .map((name) => `	mustEnv("${name}")`)
  .join('\n')}
}
`,
    next: ['Call checkSettings() first in main.'],
  },
};

/** P2. Counters end by themselves, and each caller has its own. */
export const rateLimit: Snippets = {
  typescript: {
    file: 'rate-limit',
    text: `import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

/** 60 calls a minute for each caller: by the client of its token, else by its address. */
export const limitCalls = rateLimit({
  windowMs: 60_000,
  limit: 60,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  keyGenerator: (request) => {
    const { auth } = request« as { auth?: { clientId?: string } }»;
    return auth?.clientId ?? ipKeyGenerator(request.ip ?? '');
  },
  // 429 with Retry-After, in the form that clients of MCP read.
  message: {
    jsonrpc: '2.0',
    error: { code: -32000, message: 'Too many requests. Try again in a minute.' },
    id: null,
  },
});
`,
    next: [
      "npm install express-rate-limit; then app.use('/mcp', limitCalls) in front of the route.",
      "Behind a proxy say app.set('trust proxy', 1); several processes need a store that they share.",
    ],
  },
  python: {
    file: 'rate-limit',
    text: `import time

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class RateLimit:
    """60 calls a minute for each address. Old counters go by themselves; several processes need a store that they share."""

    def __init__(self, app: ASGIApp, limit: int = 60, seconds: float = 60.0) -> None:
        self.app = app
        self.limit = limit
        self.seconds = seconds
        self.windows: dict[str, tuple[float, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self.check_rate_limit(Request(scope)):
            answer = JSONResponse(
                {"error": "Too many requests. Try again in a minute."},
                status_code=429,
                headers={"Retry-After": str(int(self.seconds))},
            )
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def check_rate_limit(self, request: Request) -> bool:
        now = time.monotonic()
        self.windows = {key: it for key, it in self.windows.items() if now - it[0] < self.seconds}
        key = request.client.host if request.client else ""
        start, count = self.windows.get(key, (now, 0))
        self.windows[key] = (start, count + 1)
        return count < self.limit
`,
    next: [
      'Wrap the app: app = RateLimit(mcp.http_app()); behind a proxy take the address that the proxy gives.',
    ],
  },
  go: {
    file: 'rate_limit',
    text: `import (
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

type visitor struct {
	limiter *rate.Limiter
	seen    time.Time
}

// rateLimit lets each address call once a second, ten at once. Who has not called for ten minutes is forgotten.
func rateLimit(next http.Handler) http.Handler {
	var lock sync.Mutex
	visitors := map[string]*visitor{}
	allow := func(address string) bool {
		lock.Lock()
		defer lock.Unlock()
		now := time.Now()
		for key, it := range visitors {
			if now.Sub(it.seen) > 10*time.Minute {
				delete(visitors, key)
			}
		}
		it, ok := visitors[address]
		if !ok {
			it = &visitor{limiter: rate.NewLimiter(1, 10)}
			visitors[address] = it
		}
		it.seen = now
		return it.limiter.Allow()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			address = r.RemoteAddr
		}
		if !allow(address) {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "Too many requests.", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}
`,
    next: ['Put it around the handler: http.Handle("/mcp", rateLimit(handler)).'],
  },
};

/** P3. Issuer, audience, algorithms and an end are all asked for. */
export const token: Snippets = {
  typescript: {
    file: 'verify-token',
    text: `import { createRemoteJWKSet, jwtVerify«, type JWTPayload» } from 'jose';

/** Who issues tokens, and this server as they name it. */
const issuer = process.env.TOKEN_ISSUER ?? 'https://login.example.com';
const audience = process.env.TOKEN_AUDIENCE ?? 'https://mcp.example.com/mcp';
// Its metadata says where: \${issuer}/.well-known/oauth-authorization-server, "jwks_uri".
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer));

/** What a token says; throws for one of another issuer, for another server, without an end, or too old. */
export async function verifyAccessToken(token«: string»)«: Promise<JWTPayload>» {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience,
    algorithms: ['RS256', 'ES256'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: 5,
  });
  return payload;
}

/** The header of a 401, by which clients find out where to sign in. */
export function challenge()«: string» {
  const metadata = new URL('/.well-known/oauth-protected-resource', audience);
  return \`Bearer resource_metadata="\${metadata.href}"\`;
}
`,
    next: [
      'npm install jose; call it for every request, and answer 401 with WWW-Authenticate: challenge() where it throws.',
    ],
  },
};

/** P43, P44. A state that nobody else can make, in a cookie that no other page can set or read. */
export const state: Snippets = {
  typescript: {
    file: 'login-state',
    text: `import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs what has to come back from a login. The key has 32 random bytes; it is no password. */
export function signState(value«: string», key«: Uint8Array», now«: number» = Date.now())«: string» {
  const body = Buffer.from(JSON.stringify({ value, at: now, nonce: randomBytes(16).toString('hex') }));
  return \`\${body.toString('base64url')}.\${signature(body, key)}\`;
}

/** What was signed; undefined for what somebody else made, and for what is older than ten minutes. */
export function verifyState(
  state«: string»,
  key«: Uint8Array»,
  now«: number» = Date.now(),
)«: string | undefined» {
  const [data = '', given = ''] = state.split('.');
  const body = Buffer.from(data, 'base64url');
  const [own, other] = [signature(body, key), given].map((it) => Buffer.from(it));
  if (!own || !other || own.length !== other.length || !timingSafeEqual(own, other)) return undefined;
  const { value, at }«: { value: string; at: number }» = JSON.parse(body.toString());
  return now - at < 600_000 ? value : undefined;
}

function signature(body«: Uint8Array», key«: Uint8Array»)«: string» {
  return createHmac('sha256', key).update(body).digest('base64url');
}

/** The same in a cookie: compare both when the login comes back. */
export function stateCookie(state«: string»)«: string» {
  return \`__Host-state=\${state}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax\`;
}
`,
    next: [
      'Set the cookie before the login, and compare it with the state that comes back; keep what the user said yes to.',
    ],
  },
};
