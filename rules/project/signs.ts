/** Manifests that lie in the root of nearly every project: looked at by name, without a search. */
export const ROOT_MANIFESTS: readonly string[] = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'go.mod',
  'Cargo.toml',
  'server.json',
  'smithery.yaml',
  'manifest.json',
];

/** Manifests that name a package or list a server, wherever they lie; `*` is some of a name. */
const MANIFESTS: readonly string[] = [
  ...ROOT_MANIFESTS,
  'requirements*.txt',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  '*.csproj',
];

const MANIFEST = new RegExp(
  `(?:^|/)(?:${MANIFESTS.map((name) => name.replaceAll('.', '\\.').replace('*', '[\\w.-]{0,80}')).join('|')})$`,
);

/** The same for those who search by patterns. */
export const MANIFEST_GLOB = `**/{${MANIFESTS.join(',')}}`;

const SDK =
  /modelcontextprotocol|fastmcp|mcp-framework|\bxmcp\b|mcp-handler|mcp-adapter|"agents"|["'\s]mcp(?:\[[\w,-]*\])?\s*(?:[><=~!^"']|$)|mark3labs\/mcp-go|mcp-golang|FreePeak\/cortex|foxy-contexts|\brmcp\b|rust-mcp|spring-ai|quarkus-mcp|litemcp|mcp-lite|manifest_version|startCommand/im;

/** Whether a path, with `/`, is that of a manifest. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** Whether the text of a manifest makes a server project likely: it names a library for servers, or lists one. */
export function speaksOfServer(text: string): boolean {
  return SDK.test(text);
}

/** Files that say something about a project, as editors open them: code that is read, documents, manifests. */
const OF_PROJECT =
  /(?:^|\/)(?:[^/]{1,200}\.(?:[cm]?[jt]s|[jt]sx|py|go|mdx?|markdown)|(?:Docker|Container)file[\w.-]{0,40})$/;
const OF_OTHERS =
  /(?:^|\/)(?:\.git|node_modules|bower_components|\.?venv|site-packages|__pycache__|dist|vendor|third_party|\.next|\.turbo|\.yarn)\//;

/**
 * Whether a file may be part of a project, by its name.
 *
 * @param path from the root of the project, with `/`
 */
export function isOfProject(path: string): boolean {
  return (OF_PROJECT.test(path) || MANIFEST.test(path)) && !OF_OTHERS.test(path);
}

/** Whether a file is code or a document that no host reads, so that it can only be part of a project. */
export function isSource(path: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx|py|go)$/.test(path);
}
