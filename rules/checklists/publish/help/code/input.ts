import type { Snippets } from './snippet.ts';

/** P5. What an argument may decide: a file below a folder, a host of a list, arguments of a program. */
export const guards: Snippets = {
  typescript: {
    file: 'guards',
    text: `import { execFile } from 'node:child_process';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The path of a file below a folder; throws for what leads out of it, also over a link. */
export async function within(folder«: string», name«: string»)«: Promise<string>» {
  const root = await realpath(folder);
  const target = path.resolve(root, name);
  const isThere = await lstat(target).then(
    () => true,
    () => false,
  );
  // What is not there yet is judged by its folder; a link that leads nowhere is refused with the rest.
  const real = isThere
    ? await realpath(target)
    : path.join(await realpath(path.dirname(target)), path.basename(target));
  const start = root.endsWith(path.sep) ? root : root + path.sep;
  if (real !== root && !real.startsWith(start)) throw new Error('This path leads out of the folder.');
  return real;
}

/** An address of one of the hosts that are allowed. Fetch it with \`redirect: 'error'\`: a redirect leads anywhere. */
export function allowedUrl(text«: string», hosts«: readonly string[]»)«: URL» {
  const url = new URL(text);
  const isAllowed = url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
  if (!isAllowed || url.username !== '' || url.password !== '')
    throw new Error('This address is not allowed.');
  return url;
}

/** Runs a program without a shell. Arguments that begin with a dash are options: put \`--\` in front where it is known. */
export async function runProgram(program«: string», args«: readonly string[]»)«: Promise<string>» {
  const { stdout } = await promisify(execFile)(program, [...args], {
    timeout: 30_000,
    maxBuffer: 1024 * 1024,
  });
  return stdout;
}
`,
    next: [
      'Call within(), allowedUrl() or runProgram() where a tool takes a path, an address or a command.',
    ],
  },
  python: {
    file: 'guards',
    text: `import subprocess
from pathlib import Path
from urllib.parse import urlsplit


def within(folder: str, name: str) -> Path:
    """The path of a file below a folder; raises for what leads out of it, also over a link."""
    root = Path(folder).resolve(strict=True)
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise ValueError("This path leads out of the folder.")
    return target


def allowed_url(text: str, hosts: frozenset[str]) -> str:
    """An address of one of the hosts that are allowed. Do not follow redirects: they lead anywhere."""
    url = urlsplit(text)
    if url.scheme != "https" or url.hostname not in hosts or url.port is not None or url.username is not None:
        raise ValueError("This address is not allowed.")
    return text


def run_program(program: str, *args: str) -> str:
    """Runs a program without a shell."""
    done = subprocess.run([program, *args], capture_output=True, text=True, timeout=30, check=True)
    return done.stdout
`,
    next: [
      'Call within(), allowed_url() or run_program() where a tool takes a path, an address or a command.',
    ],
  },
  go: {
    file: 'guards',
    text: `import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// within is the path of a file below a folder; an error for what leads out of it, also over a link.
func within(folder, name string) (string, error) {
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return "", err
	}
	target := filepath.Join(root, name)
	real := target
	if _, err := os.Lstat(target); err == nil {
		if real, err = filepath.EvalSymlinks(target); err != nil {
			return "", err
		}
	} else {
		parent, err := filepath.EvalSymlinks(filepath.Dir(target))
		if err != nil {
			return "", err
		}
		real = filepath.Join(parent, filepath.Base(target))
	}
	way, err := filepath.Rel(root, real)
	if err != nil || way == ".." || strings.HasPrefix(way, ".."+string(filepath.Separator)) {
		return "", errors.New("this path leads out of the folder")
	}
	return real, nil
}

// allowedURL is an address of one of the hosts that are allowed. Do not follow redirects: they lead anywhere.
func allowedURL(text string, hosts []string) (*url.URL, error) {
	address, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	if address.Scheme != "https" || address.Port() != "" || address.User != nil || !slices.Contains(hosts, address.Hostname()) {
		return nil, errors.New("this address is not allowed")
	}
	return address, nil
}
`,
    next: [
      'Call within() or allowedURL() where a tool takes a path or an address; run programs with exec.CommandContext and no shell.',
    ],
  },
};

/** P6. Values go into parameters; only names of tables and columns are quoted. */
export const identifier: Snippets = {
  typescript: {
    file: 'quote-identifier',
    text: `/** The name of a table or column for a statement; better still, look it up in a list of those there are. */
export function quoteIdentifier(name«: string»)«: string» {
  if (name === '' || name.includes('\\0')) throw new Error('This is no name of a table or column.');
  return \`"\${name.replaceAll('"', '""')}"\`;
}
`,
    next: [
      "Values never go into the text: pool.query('SELECT … WHERE id = $1', [id]), or ? with SQLite and MySQL (which quotes names with backticks).",
      'For statements of users: a role that may only read, and SET TRANSACTION READ ONLY or PRAGMA query_only.',
    ],
  },
  python: {
    file: 'quote-identifier',
    text: `def quote_identifier(name: str) -> str:
    """The name of a table or column for a statement; better still, look it up in a list of those there are."""
    if not name or "\\0" in name:
        raise ValueError("This is no name of a table or column.")
    return '"' + name.replace('"', '""') + '"'
`,
    next: [
      'Values never go into the text: cursor.execute("SELECT … WHERE id = ?", (id,)), or %s with psycopg.',
      'For statements of users: a role that may only read, and SET TRANSACTION READ ONLY or PRAGMA query_only.',
    ],
  },
};

/** P7. Every value on a page is text; links lead to the web only. */
export const page: Snippets = {
  typescript: {
    file: 'page',
    text: `const ENTITIES«: Readonly<Record<string, string>>» = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A value as text of a page, also inside an attribute in quotes. */
export function escapeHtml(value«: string»)«: string» {
  return value.replace(/[&<>"']/g, (it) => ENTITIES[it] ?? it);
}

/** An address for a link; '#' for what would run instead of lead, such as javascript:. */
export function safeLink(value«: string»)«: string» {
  try {
    const url = new URL(value);
    return /^https?:$/.test(url.protocol) ? escapeHtml(url.href) : '#';
  } catch {
    return '#';
  }
}

/** Sent with every page: nothing runs, nothing is loaded from elsewhere, nobody frames it. */
export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
`,
    next: ['Put every value through escapeHtml() or safeLink(), and send PAGE_HEADERS.'],
  },
  python: {
    file: 'page',
    text: `from html import escape
from urllib.parse import urlsplit

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def escape_html(value: str) -> str:
    """A value as text of a page, also inside an attribute in quotes."""
    return escape(value, quote=True)


def safe_link(value: str) -> str:
    """An address for a link; "#" for what would run instead of lead."""
    return escape_html(value) if urlsplit(value).scheme in ("http", "https") else "#"
`,
    next: ['Put every value through escape_html() or safe_link(), and send PAGE_HEADERS.'],
  },
};

/** P8. The size is looked at while it comes in, the kind by its first bytes: what a sender says of it proves nothing. */
export const upload: Snippets = {
  typescript: {
    file: 'read-upload',
    text: `/** Kinds that are taken, and how each begins. */
const KINDS«: Readonly<Record<string, readonly number[]>>» = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** Reads a file that somebody sends; throws as soon as it is too large, and for a kind that is not taken. */
export async function readUpload(
  file«: AsyncIterable<Uint8Array>»,
  maxBytes«: number» = 10 * 1024 * 1024,
)«: Promise<{ type: string; bytes: Buffer }>» {
  const parts«: Uint8Array[]» = [];
  let size = 0;
  for await (const part of file) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error('This file is too large.');
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  const kind = Object.entries(KINDS).find(([, start]) =>
    start.every((byte, index) => bytes[index] === byte),
  );
  if (!kind) throw new Error('A file of this kind is not taken.');
  return { type: kind[0], bytes };
}
`,
    next: ['Hand it the stream: readUpload(createReadStream(path)), or the body of the request.'],
  },
};
