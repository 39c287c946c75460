import type { Snippets } from './snippet.ts';

/** P14, P15. To standard error, a line of JSON each, without what is secret. */
export const log: Snippets = {
  typescript: {
    file: 'log',
    text: `import { pino } from 'pino';

/** Lines of JSON on standard error: standard output belongs to the protocol. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    redact: {
      paths: ['password', 'token', 'apiKey', 'authorization', 'cookie'].flatMap((key) => [
        key,
        \`*.\${key}\`,
        \`*.headers.\${key}\`,
      ]),
      censor: '[redacted]',
    },
  },
  pino.destination(2),
);
`,
    next: [
      'npm install pino; then log.info({ tool }, "called") instead of console.log. Log names and amounts, no arguments.',
    ],
  },
  python: {
    file: 'log',
    text: `import json
import logging
import re
import sys

SECRET = re.compile(r"((?:api[_-]?key|token|secret|password|authorization)[\\"']?\\s*[:=]\\s*[\\"']?)(?:bearer\\s+)?[^\\s\\"',}]+", re.I)


def redact(text: str) -> str:
    """The same without the values of what is secret."""
    return SECRET.sub(r"\\1[redacted]", text)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = redact(self.formatException(record.exc_info))
        return json.dumps(line)


def set_up_logging(level: int = logging.INFO) -> None:
    """Lines of JSON on standard error: standard output belongs to the protocol."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
`,
    next: [
      'Call set_up_logging() first; then logging.getLogger(__name__) instead of print. Log names and amounts, no arguments.',
    ],
  },
  go: {
    file: 'log',
    text: `import (
	"log/slog"
	"os"
	"strings"
)

// newLogger writes lines of JSON to standard error: standard output belongs to the protocol.
func newLogger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{ReplaceAttr: redact}))
}

// redact takes the values out of what is called after a secret.
func redact(_ []string, attr slog.Attr) slog.Attr {
	name := strings.ToLower(attr.Key)
	for _, word := range []string{"token", "secret", "password", "apikey", "api_key", "authorization", "cookie"} {
		if strings.Contains(name, word) {
			return slog.String(attr.Key, "[redacted]")
		}
	}
	return attr
}
`,
    next: ['slog.SetDefault(newLogger()) first in main. Log names and amounts, no arguments.'],
  },
};

/** P17. A limit of time for every call, and a rest while the service is down; one call then tries whether it is back. */
export const breaker: Snippets = {
  typescript: {
    file: 'circuit-breaker',
    text: `/** Lets calls through until so many fail in a row; then none for a while, and then one that tries. */
export class CircuitBreaker {
  #failures = 0;
  #closedUntil = 0;
  #isTrying = false;
  «readonly »#most«: number»;
  «readonly »#rest«: number»;

  constructor(most«: number» = 5, rest«: number» = 30_000) {
    this.#most = most;
    this.#rest = rest;
  }

  /** @param work gets a signal that ends it after \`timeout\` milliseconds: hand it to fetch */
  async run«<T>»(work«: (signal: AbortSignal) => Promise<T>», timeout«: number» = 10_000)«: Promise<T>» {
    const isOpen = this.#failures >= this.#most;
    if (isOpen && (this.#isTrying || Date.now() < this.#closedUntil))
      throw new Error('The service is not asked for a while, as it failed. Try again later.');
    if (isOpen) this.#isTrying = true;
    try {
      const result = await work(AbortSignal.timeout(timeout));
      this.#failures = 0;
      return result;
    } catch (error) {
      this.#failures += 1;
      this.#closedUntil = Date.now() + this.#rest;
      throw error;
    } finally {
      if (isOpen) this.#isTrying = false;
    }
  }
}
`,
    next: [
      'One for each service: breaker.run((signal) => fetch(url, { signal })). Throw for a status of 500 and above inside.',
    ],
  },
};

/** P18. Only what may be done twice, with a delay that grows and differs, and as long as the service says. */
export const retry: Snippets = {
  typescript: {
    file: 'fetch-with-retry',
    text: `import { setTimeout as delay } from 'node:timers/promises';

const AGAIN = new Set([429, 502, 503, 504]);
const LONGEST = 10_000;

/** Fetches what may be asked twice. The last answer is handed on whatever it says; the last error is thrown. */
export async function fetchWithRetry(
  url«: string | URL»,
  init«: RequestInit» = {},
  attempts«: number» = 4,
)«: Promise<Response>» {
  const isRepeatable = /^(?:GET|HEAD|OPTIONS)$/i.test(init.method ?? 'GET');
  for (let attempt = 1; ; attempt += 1) {
    const isLast = !isRepeatable || attempt >= attempts;
    try {
      const answer = await fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(10_000) });
      if (isLast || !AGAIN.has(answer.status)) return answer;
      await answer.body?.cancel();
      await delay(waitFor(answer) ?? pause(attempt));
    } catch (error) {
      if (isLast || init.signal?.aborted) throw error;
      await delay(pause(attempt));
    }
  }
}

/** Twice as long each time, and never the same for two callers. */
function pause(attempt«: number»)«: number» {
  return Math.random() * Math.min(LONGEST, 250 * 2 ** attempt);
}

/** What the service asks for: seconds, or a date. */
function waitFor({ headers }«: Response»)«: number | undefined» {
  const said = headers.get('retry-after');
  if (said === null) return undefined;
  const wait = /^\\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST);
}
`,
    next: [
      'Call fetchWithRetry() in place of fetch(). What writes is asked once, whatever happens.',
    ],
  },
  python: {
    file: 'retry',
    text: `import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def with_retry(
    work: Callable[[], Awaitable[T]],
    retryable: tuple[type[Exception], ...] = (TimeoutError, ConnectionError),
    attempts: int = 4,
) -> T:
    """Does what may be done twice again, each time after a longer delay that differs between callers."""
    for attempt in range(1, attempts + 1):
        try:
            return await asyncio.wait_for(work(), timeout=10)
        except retryable:
            if attempt == attempts:
                raise
            await asyncio.sleep(random.uniform(0, min(10, 0.25 * 2**attempt)))
    raise AssertionError("attempts has to be 1 or more")
`,
    next: ['await with_retry(lambda: client.get(url), (httpx.TransportError,)): for reads only.'],
  },
  go: {
    file: 'retry',
    text: `import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// getWithRetry asks for what may be asked twice, each time after a longer delay that differs between callers.
func getWithRetry(ctx context.Context, client *http.Client, url string) (*http.Response, error) {
	const attempts = 4
	for attempt := 1; ; attempt++ {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		answer, err := client.Do(request)
		again := err != nil || answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 502
		if !again || attempt == attempts {
			return answer, err
		}
		if answer != nil {
			answer.Body.Close()
		}
		longest := min(10*time.Second, 250*time.Millisecond<<attempt)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(rand.N(longest)):
		}
	}
}
`,
    next: [
      'Call it in place of client.Get, with a client that has a Timeout. What writes is asked once.',
    ],
  },
};

/** P20, P21. A cache for each user, of so many answers, each with an end. */
export const cache: Snippets = {
  typescript: {
    file: 'answer-cache',
    text: `import { LRUCache } from 'lru-cache';

/** 500 answers, a minute each. */
const cache = new LRUCache«<string, object>»({ max: 500, ttl: 60_000 });

/** An answer that was read within a minute, or a new one. The key holds the user: nobody gets the answer of another. */
export async function remembered«<T extends object>»(
  user«: string»,
  tool«: string»,
  args«: unknown»,
  read«: () => Promise<T>»,
)«: Promise<T>» {
  const key = JSON.stringify([user, tool, args]);
  const known = cache.get(key)« as T | undefined»;
  if (known) return known;
  const answer = await read();
  cache.set(key, answer);
  return answer;
}

/** After a write: what is known of this user may be old. */
export function forget(user«: string»)«: void» {
  const start = JSON.stringify([user]).slice(0, -1);
  for (const key of cache.keys()) if (key.startsWith(\`\${start},\`)) cache.delete(key);
}
`,
    next: [
      'npm install lru-cache; then remembered(user, name, args, () => fetch…) around what reads, and forget(user) after a write.',
    ],
  },
  python: {
    file: 'answer-cache',
    text: `import json
from collections.abc import Awaitable, Callable
from typing import Any

from cachetools import TTLCache

# 500 answers, a minute each.
cache: TTLCache[str, Any] = TTLCache(maxsize=500, ttl=60)


async def remembered(user: str, tool: str, args: dict[str, Any], read: Callable[[], Awaitable[Any]]) -> Any:
    """An answer that was read within a minute, or a new one. The key holds the user: nobody gets the answer of another."""
    key = json.dumps([user, tool, args], sort_keys=True)
    if key in cache:
        return cache[key]
    answer = await read()
    cache[key] = answer
    return answer
`,
    next: [
      'pip install cachetools; then await remembered(user, name, args, lambda: …) around what reads.',
    ],
  },
};
