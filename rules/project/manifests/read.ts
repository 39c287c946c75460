import { readCargo } from './cargo.ts';
import { readBundle, readServerJson, readSmithery } from './listings.ts';
import { emptyManifest, type Manifest } from './manifest.ts';
import { readPackageJson } from './package-json.ts';
import {
  readCsproj,
  readDockerfile,
  readGoMod,
  readGradle,
  readMaven,
  readRequirements,
} from './plain.ts';
import { readPyproject } from './pyproject.ts';

/** Larger ones are lock files and data. */
const MAX_LENGTH = 500_000;

/**
 * What a manifest says, by its file name. Never throws; half-typed text keeps what can be read.
 *
 * @returns null for files that are no manifest
 */
export function readManifest(path: string, text: string): Manifest | null {
  if (text.length > MAX_LENGTH) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  switch (name) {
    case 'package.json':
      return readPackageJson(path, text);
    case 'pyproject.toml':
      return readPyproject(path, text);
    case 'go.mod':
      return readGoMod(path, text);
    case 'Cargo.toml':
      return readCargo(path, text);
    case 'pom.xml':
      return readMaven(path, text);
    case 'build.gradle':
    case 'build.gradle.kts':
      return readGradle(path, text);
    case 'server.json':
      return readServerJson(path, text);
    case 'manifest.json':
      return readBundle(path, text);
    case 'smithery.yaml':
    case 'smithery.yml':
      return readSmithery(path, text);
  }
  if (/^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i.test(name))
    return readDockerfile(path, text);
  if (/^requirements[\w.-]*\.txt$/i.test(name)) return readRequirements(path, text);
  if (/\.(?:cs|fs)proj$/i.test(name)) return readCsproj(path, text);
  if (/^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/i.test(name))
    return emptyManifest(path, 'compose');
  if (
    /^(?:wrangler\.(?:toml|jsonc?)|vercel\.json|fly\.toml|netlify\.toml|serverless\.ya?ml|app\.yaml|render\.yaml|railway\.json)$/i.test(
      name,
    )
  )
    return emptyManifest(path, 'platform');
  return null;
}
