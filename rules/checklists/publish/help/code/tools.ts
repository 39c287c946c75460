import type { Snippets } from './snippet.ts';

/** P4. What writes is there only for those who want it. */
export const readOnly: Snippets = {
  typescript: {
    file: 'read-only',
    text: `/** Without a word nothing is changed: ALLOW_WRITES=1 or --allow-writes lets tools write. */
export const readOnly = process.env.ALLOW_WRITES !== '1' && !process.argv.includes('--allow-writes');

/** Registers a tool that writes; in the read-only mode it does not exist. */
export function registerWriting(register«: () => void»)«: void» {
  if (!readOnly) register();
}
`,
    next: [
      'registerWriting(() => server.registerTool(…)) for every tool that writes; say the default in the README.',
    ],
  },
  python: {
    file: 'read-only',
    text: `import os
from collections.abc import Callable

# Without a word nothing is changed: ALLOW_WRITES=1 lets tools write.
read_only = os.environ.get("ALLOW_WRITES") != "1"


def writing_tool(mcp, **options):
    """In place of @mcp.tool for a tool that writes; in the read-only mode it does not exist."""

    def decorate(function: Callable) -> Callable:
        return function if read_only else mcp.tool(**options)(function)

    return decorate
`,
    next: [
      '@writing_tool(mcp) in place of @mcp.tool for every tool that writes; say the default in the README.',
    ],
  },
};

/** P10. Encrypted so that a change shows; the key has a name, so that another can follow it. */
export const seal: Snippets = {
  typescript: {
    file: 'seal',
    text: `import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts a field. Keys have 32 random bytes; \`about\` says whose field it is, so that it fits nowhere else. */
export function seal(text«: string», key«: Uint8Array», keyId«: string», about«: string»)«: string» {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [keyId, ...[nonce, sealed, cipher.getAuthTag()].map((it) => it.toString('base64url'))].join('.');
}

/** The text again; throws where it was changed, belongs elsewhere, or its key is not there any more. */
export function unseal(sealed«: string», keys«: ReadonlyMap<string, Uint8Array>», about«: string»)«: string» {
  const [keyId = '', ...parts] = sealed.split('.');
  const [nonce, data, tag] = parts.map((it) => Buffer.from(it, 'base64url'));
  const key = keys.get(keyId);
  if (!key || !nonce || !data || tag?.length !== 16) throw new Error('This field cannot be read.');
  const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag);
  return Buffer.concat([cipher.update(data), cipher.final()]).toString('utf8');
}
`,
    next: [
      'The key comes from a secrets manager; never encrypt more than 4 billion fields with one.',
    ],
  },
  python: {
    file: 'seal',
    text: `import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def seal(text: str, key: bytes, key_id: str, about: str) -> str:
    """Encrypts a field. Keys have 32 random bytes; \`about\` says whose field it is, so that it fits nowhere else."""
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), about.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, keys: dict[str, bytes], about: str) -> str:
    """The text again; raises where it was changed, belongs elsewhere, or its key is not there any more."""
    key_id, _, data = sealed.partition(".")
    raw = base64.urlsafe_b64decode(data)
    return AESGCM(keys[key_id]).decrypt(raw[:12], raw[12:], about.encode()).decode()
`,
    next: ['pip install cryptography; the key comes from a secrets manager.'],
  },
};

/** P19. One shape, marked as an error, with what to do next; details go to the log and not to the model. */
export const toolError: Snippets = {
  typescript: {
    file: 'tool-error',
    text: `/** What a tool answers when it fails: marked as an error, in one shape, with what helps. */
export function toolError(code«: string», message«: string», next«: string» = '') {
  const text = [\`\${code}: \${message}\`, next].filter((it) => it !== '').join('\\n');
  return { isError: true, content: [{ type: 'text'« as const», text }] };
}

/** Thrown by your code where the model may know why. */
export class ExpectedError extends Error {
  «readonly »code«: string»;

  constructor(code«: string», message«: string») {
    super(message);
    this.code = code;
  }
}

/** Runs a handler. What it throws comes back marked; of what nobody expected the model learns nothing. */
export async function answered«<T>»(work«: () => Promise<T>») {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExpectedError) return toolError(error.code, error.message);
    // Standard error: the host keeps it in its log.
    console.error(error instanceof Error ? (error.stack ?? error.message) : 'A tool failed.');
    return toolError('failed', 'The call failed.', 'Try again; the log of the server says why.');
  }
}
`,
    next: ['async (args) => answered(async () => { … }) as the handler of every tool.'],
  },
  python: {
    file: 'tool-error',
    text: `import functools
import logging
from collections.abc import Awaitable, Callable

from mcp.server.fastmcp.exceptions import ToolError

log = logging.getLogger(__name__)


class ExpectedError(Exception):
    """Raised by your code where the model may know why."""


def answered(function: Callable[..., Awaitable]) -> Callable[..., Awaitable]:
    """Below @mcp.tool(): what is raised comes back marked; of what nobody expected the model learns nothing."""

    @functools.wraps(function)
    async def run(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except (ToolError, ExpectedError) as error:
            raise ToolError(str(error)) from error
        except Exception as error:
            log.exception("a tool failed")
            raise ToolError("The call failed. Try again; the log of the server says why.") from error

    return run
`,
    next: [
      '@answered below @mcp.tool(). With the package fastmcp, import ToolError from fastmcp.exceptions.',
    ],
  },
  go: {
    file: 'tool_error',
    text: `import "log/slog"

// toolMessage is what the model learns of a failure: what was expected as it is, of all else nothing but that it failed.
// Answer with mcp.NewToolResultError(toolMessage(err)), or return the error to an SDK that marks it.
func toolMessage(err error) string {
	if expected, ok := err.(expectedError); ok {
		return expected.Error()
	}
	slog.Error("a tool failed", "error", err)
	return "The call failed. Try again; the log of the server says why."
}

// expectedError is returned where the model may know why.
type expectedError string

func (e expectedError) Error() string { return string(e) }
`,
    next: [
      'Return expectedError("…") where the model may know why, and answer with toolMessage(err).',
    ],
  },
};

/** P48 to P50. One wrapper around every handler: how often, how long, how many fail. */
export const metrics: Snippets = {
  typescript: {
    file: 'metrics',
    text: `import { Counter, Histogram, register } from 'prom-client';

const calls = new Counter({ name: 'mcp_tool_calls_total', help: 'Calls of tools.', labelNames: ['tool'] });
const errors = new Counter({
  name: 'mcp_tool_errors_total',
  help: 'Calls of tools that failed.',
  labelNames: ['tool'],
});
const duration = new Histogram({
  name: 'mcp_tool_duration_seconds',
  help: 'How long calls of tools take.',
  labelNames: ['tool'],
  buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
});

/** Measures a handler. Only the name of the tool is a label: arguments and users are not. */
export function measured«<A extends unknown[], R extends { isError?: boolean }>»(
  tool«: string»,
  handler«: (...args: A) => Promise<R>»,
)«: (...args: A) => Promise<R>» {
  return async (...args) => {
    const stop = duration.startTimer({ tool });
    calls.inc({ tool });
    let failed = true;
    try {
      const answer = await handler(...args);
      failed = answer.isError === true;
      return answer;
    } finally {
      if (failed) errors.inc({ tool });
      stop();
    }
  };
}

/** What Prometheus asks for. Serve it on a port that only Prometheus reaches. */
export function metricsText()«: Promise<string>» {
  return register.metrics();
}
`,
    next: [
      'npm install prom-client; then server.registerTool(name, config, measured(name, handler)), and metricsText() under /metrics.',
    ],
  },
};

/** P55. Up only where the database answers. */
export const health: Snippets = {
  typescript: {
    file: 'health',
    text: `/** The status of /health: 200 where the database answers within two seconds, else 503. */
export async function health(ping«: () => Promise<unknown>»)«: Promise<200 | 503>» {
  let timer«: NodeJS.Timeout | undefined»;
  const late = new Promise«<false>»((resolve) => {
    timer = setTimeout(() => resolve(false), 2_000);
  });
  try {
    const isUp = await Promise.race([ping().then(() => true), late]);
    return isUp ? 200 : 503;
  } catch {
    return 503;
  } finally {
    clearTimeout(timer);
  }
}
`,
    next: [
      "app.get('/health', async (_, answer) => answer.sendStatus(await health(() => pool.query('SELECT 1')))).",
      'HEALTHCHECK in the Dockerfile, and a rule of an alert on it.',
    ],
  },
};
