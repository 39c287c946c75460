import type { ProjectRule } from '../engine/project-rule.ts';
import { argumentsNotValidated } from './project/arguments-not-validated.ts';
import { authSkippedWhenUnset } from './project/auth-skipped-when-unset.ts';
import { cipherWithoutAuthentication } from './project/cipher-without-authentication.ts';
import { codeEval } from './project/code-eval.ts';
import { credentialFileMode } from './project/credential-file-mode.ts';
import { defaultCredential } from './project/default-credential.ts';
import { descriptionInstructsModel } from './project/description-instructs-model.ts';
import { fetchOfArgumentUrl } from './project/fetch-of-argument-url.ts';
import { htmlFromVariable } from './project/html-from-variable.ts';
import { jwtAudienceNotChecked } from './project/jwt-audience-not-checked.ts';
import { jwtSignedWithoutExpiry } from './project/jwt-signed-without-expiry.ts';
import { listenAllInterfaces } from './project/listen-all-interfaces.ts';
import { manifestInvalid } from './project/manifest-invalid.ts';
import { manifestPlaceholder } from './project/manifest-placeholder.ts';
import { manifestPrivacyMissing } from './project/manifest-privacy-missing.ts';
import { manifestSecretNotMarked } from './project/manifest-secret-not-marked.ts';
import { manifestSseRemote } from './project/manifest-sse-remote.ts';
import { manifestVersionDrift } from './project/manifest-version-drift.ts';
import { optionFromArgument } from './project/option-from-argument.ts';
import { pathFromArgument } from './project/path-from-argument.ts';
import { readmeSecretInArgs } from './project/readme-secret-in-args.ts';
import { readmeUnpinnedLauncher } from './project/readme-unpinned-launcher.ts';
import { registryNameMismatch } from './project/registry-name-mismatch.ts';
import { schemaRefusedByModels } from './project/schema-refused-by-models.ts';
import { secretInLog } from './project/secret-in-log.ts';
import { secretInUrlQuery } from './project/secret-in-url-query.ts';
import { secretLiteral } from './project/secret-literal.ts';
import { serverSharedBetweenClients } from './project/server-shared-between-clients.ts';
import { shellCommandFromVariable } from './project/shell-command-from-variable.ts';
import { sqlBuiltFromVariable } from './project/sql-built-from-variable.ts';
import { sqlReadOnlyByKeyword } from './project/sql-read-only-by-keyword.ts';
import { stdoutWriteInStdioServer } from './project/stdout-write-in-stdio-server.ts';
import { tlsVerificationOff } from './project/tls-verification-off.ts';
import { tokenComparedLoosely } from './project/token-compared-loosely.ts';
import { toolErrorNotFlagged } from './project/tool-error-not-flagged.ts';
import { toolNameTooLong } from './project/tool-name-too-long.ts';
import { toolWithoutAnnotations } from './project/tool-without-annotations.ts';

/** Every rule about server projects, sorted by id. To add one, add its file and its page, and name it here. */
export const projectRules: readonly ProjectRule[] = [
  argumentsNotValidated,
  authSkippedWhenUnset,
  cipherWithoutAuthentication,
  codeEval,
  credentialFileMode,
  defaultCredential,
  descriptionInstructsModel,
  fetchOfArgumentUrl,
  htmlFromVariable,
  jwtAudienceNotChecked,
  jwtSignedWithoutExpiry,
  listenAllInterfaces,
  manifestInvalid,
  manifestPlaceholder,
  manifestPrivacyMissing,
  manifestSecretNotMarked,
  manifestSseRemote,
  manifestVersionDrift,
  optionFromArgument,
  pathFromArgument,
  readmeSecretInArgs,
  readmeUnpinnedLauncher,
  registryNameMismatch,
  schemaRefusedByModels,
  secretInLog,
  secretInUrlQuery,
  secretLiteral,
  serverSharedBetweenClients,
  shellCommandFromVariable,
  sqlBuiltFromVariable,
  sqlReadOnlyByKeyword,
  stdoutWriteInStdioServer,
  tlsVerificationOff,
  tokenComparedLoosely,
  toolErrorNotFlagged,
  toolNameTooLong,
  toolWithoutAnnotations,
];
