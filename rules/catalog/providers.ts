import { moreProviders } from './more-providers.ts';
import type { Provider } from './provider.ts';

export type { Provider, TokenFormat } from './provider.ts';

/** When the facts below were last read. */
export const checked = '2026-11';

const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';

/**
 * Providers whose credentials turn up in MCP configs. Sources stand above each entry, as comments, so that they
 * cost nothing at run time. Patterns only: no example of a token may stand here.
 */
export const providers = {
  ...moreProviders,
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/github.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/github.md
  // https://docs.github.com/en/rest/credentials/revoke
  // Fine-grained tokens are 22 + _ + 59 characters; classic tokens end in a 6 character base62 CRC32 checksum; REST endpoint POST /credentials/revoke revokes a leaked PAT without authentication.
  github: {
    label: 'GitHub',
    tokens: [
      {
        label: 'personal access token (classic)',
        prefixes: ['ghp_'],
        pattern: 'ghp_[A-Za-z0-9]{36,255}',
        broad: true,
      },
      {
        label: 'fine-grained personal access token',
        prefixes: ['github_pat_'],
        pattern: 'github_pat_[A-Za-z0-9_]{82}',
        revoke: 'https://github.com/settings/personal-access-tokens',
      },
      {
        label: 'OAuth / app / refresh token',
        prefixes: ['gho_', 'ghu_', 'ghs_', 'ghr_'],
        pattern: 'gh[ousr]_[A-Za-z0-9_.-]{36,}',
        revoke: 'https://github.com/settings/applications',
      },
    ],
    names: ['GITHUB_PERSONAL_ACCESS_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_PAT'],
    revoke: 'https://github.com/settings/tokens',
    leastPrivilege:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/gitlab.go
  // https://docs.gitlab.com/ee/auth/tokens/fine_grained_access_tokens.html
  // Self-managed instances can change the glpat- prefix.
  // Not seen in a public page, open once before a release: leastPrivilege.
  gitlab: {
    label: 'GitLab',
    tokens: [
      {
        label: 'personal / project / group access token',
        prefixes: ['glpat-'],
        pattern: 'glpat-[A-Za-z0-9_.-]{20,320}',
      },
      {
        label: 'runner registration token (legacy)',
        prefixes: ['GR1348941'],
        pattern: 'GR1348941[A-Za-z0-9_-]{20}',
      },
      {
        label:
          'deploy, runner, job, trigger, feed, mail, agent, SCIM, feature-flag, OAuth-app tokens',
        prefixes: [
          'gldt-',
          'glrt-',
          'glcbt-',
          'glptt-',
          'glft-',
          'glimt-',
          'glagent-',
          'glsoat-',
          'glffct-',
          'gloas-',
        ],
        pattern: 'gl(?:dt|rt|cbt|ptt|ft|imt|agent|soat|ffct|oas)-[A-Za-z0-9_.-]{20,320}',
      },
    ],
    names: ['GITLAB_PERSONAL_ACCESS_TOKEN', 'GITLAB_TOKEN', 'GITLAB_PAT'],
    revoke: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    leastPrivilege: 'https://docs.gitlab.com/auth/tokens/fine_grained_access_tokens/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/atlassian.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/atlassian.md
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/jira-basic/connect.mdx
  atlassian: {
    label: 'Atlassian (Jira, Confluence, Bitbucket)',
    tokens: [
      { label: 'API token', prefixes: ['ATATT3'], pattern: 'ATATT3[A-Za-z0-9_=-]{150,}' },
      {
        label: 'organisation / Bitbucket access token',
        prefixes: ['ATCTT3'],
        pattern: 'ATCTT3[A-Za-z0-9_=-]{150,}',
      },
      { label: 'Bitbucket app password', prefixes: ['ATBB'], pattern: 'ATBB[A-Za-z0-9]{32}' },
      { label: 'API token (legacy)', keyed: true, pattern: '[A-Za-z0-9]{24}' },
    ],
    names: [
      'JIRA_API_TOKEN',
      'CONFLUENCE_API_TOKEN',
      'ATLASSIAN_API_TOKEN',
      'JIRA_PERSONAL_TOKEN',
      'CONFLUENCE_PERSONAL_TOKEN',
      'BITBUCKET_TOKEN',
    ],
    revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
    leastPrivilege:
      'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  },
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/azuredevops.md
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/azuredevopspersonalaccesstoken
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  'azure-devops': {
    label: 'Azure DevOps',
    tokens: [
      {
        label: 'personal access token (2024+)',
        marker: { text: 'AZDO', offset: 76 },
        pattern: '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}',
      },
      { label: 'personal access token (legacy)', keyed: true, pattern: '[a-z2-7]{52}' },
    ],
    names: [
      'AZURE_DEVOPS_PAT',
      'AZURE_DEVOPS_EXT_PAT',
      'ADO_PAT',
      'ADO_MCP_AUTH_TOKEN',
      'PERSONAL_ACCESS_TOKEN',
    ],
    revoke: 'https://dev.azure.com/_usersSettings/tokens',
    leastPrivilege:
      'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/circleci.go
  circleci: {
    label: 'CircleCI',
    tokens: [
      {
        label: 'personal API token',
        prefixes: ['CCIPAT_'],
        pattern: 'CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}',
      },
    ],
    names: ['CIRCLECI_TOKEN', 'CIRCLE_TOKEN'],
    revoke: 'https://app.circleci.com/settings/user/tokens',
    leastPrivilege: 'https://circleci.com/docs/managing-api-tokens/',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/buildkite.go
  buildkite: {
    label: 'Buildkite',
    tokens: [
      {
        label: 'API, agent and service tokens',
        prefixes: ['bkua_', 'bkaa_', 'bkaj_', 'bkar_', 'bkct_', 'bkpt_', 'bkpat_', 'bkps_'],
        pattern: 'bk(?:ua|aa|aj|ar|ct|pt|pat|ps)_[A-Za-z0-9_-]{40,340}',
      },
    ],
    names: ['BUILDKITE_API_TOKEN'],
    revoke: 'https://buildkite.com/user/api-access-tokens',
    leastPrivilege: 'https://buildkite.com/docs/apis/managing-api-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/sonar.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  sonar: {
    label: 'SonarQube / SonarQube Cloud',
    tokens: [
      {
        label: 'user / project / global token',
        prefixes: ['squ_', 'sqp_', 'sqa_'],
        pattern: 'sq[upa]_[0-9a-f]{40}',
      },
    ],
    names: ['SONARQUBE_TOKEN', 'SONAR_TOKEN'],
    revoke: 'https://sonarcloud.io/account/security',
    leastPrivilege:
      'https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/snyk.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  snyk: {
    label: 'Snyk',
    tokens: [{ label: 'API token (UUID)', keyed: true, pattern: UUID }],
    names: ['SNYK_TOKEN', 'SNYK_API_KEY'],
    revoke: 'https://app.snyk.io/account',
    leastPrivilege:
      'https://docs.snyk.io/implementation-and-setup/enterprise-setup/service-accounts',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/npm.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/npm.md
  npm: {
    label: 'npm',
    tokens: [{ label: 'access token', prefixes: ['npm_'], pattern: 'npm_[A-Za-z0-9]{36}' }],
    names: ['NPM_TOKEN', 'NODE_AUTH_TOKEN'],
    revoke: 'https://www.npmjs.com/settings/~/tokens',
    leastPrivilege: 'https://docs.npmjs.com/about-access-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/pypi.go
  pypi: {
    label: 'PyPI',
    tokens: [
      {
        label: 'upload token (macaroon)',
        prefixes: ['pypi-AgE'],
        pattern: 'pypi-AgE[A-Za-z0-9_-]{60,}',
      },
    ],
    names: ['PYPI_TOKEN', 'TWINE_PASSWORD'],
    revoke: 'https://pypi.org/manage/account/token/',
    leastPrivilege: 'https://pypi.org/help/#apitoken',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/dockerhub.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-docker
  docker: {
    label: 'Docker Hub',
    tokens: [
      {
        label: 'personal / organisation access token',
        prefixes: ['dckr_pat_', 'dckr_oat_'],
        pattern: 'dckr_[po]at_[A-Za-z0-9_-]{27,32}',
      },
    ],
    names: ['HUB_PAT_TOKEN', 'DOCKER_TOKEN', 'DOCKERHUB_TOKEN', 'DOCKER_PAT'],
    revoke: 'https://app.docker.com/settings/personal-access-tokens',
    leastPrivilege: 'https://docs.docker.com/security/access-tokens/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/openai.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/openai.md
  // Genuine keys contain the marker T3BlbkFJ in the middle.
  // Not seen in a public page, open once before a release: leastPrivilege.
  openai: {
    label: 'OpenAI',
    tokens: [
      {
        label: 'project / service-account key',
        prefixes: ['sk-proj-', 'sk-svcacct-'],
        pattern: 'sk-(?:proj|svcacct)-[A-Za-z0-9_-]{40,200}',
      },
      {
        label: 'admin key',
        prefixes: ['sk-admin-'],
        pattern: 'sk-admin-[A-Za-z0-9_-]{40,200}',
        broad: true,
      },
      {
        label: 'legacy user key',
        prefixes: ['sk-'],
        pattern: 'sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}',
        broad: true,
      },
    ],
    names: ['OPENAI_API_KEY', 'OPENAI_KEY'],
    revoke: 'https://platform.openai.com/api-keys',
    leastPrivilege: 'https://help.openai.com/en/articles/8867743-assign-api-key-permissions',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/anthropic.go
  // https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/claude_api_key
  // API and admin keys end in AA.
  anthropic: {
    label: 'Anthropic (Claude)',
    tokens: [
      {
        label: 'API / OAuth / session key',
        prefixes: ['sk-ant-'],
        pattern: 'sk-ant-(?:api|oat|ort|sid)[0-9]{2}-[A-Za-z0-9_-]{80,}',
      },
      {
        label: 'admin key',
        prefixes: ['sk-ant-admin'],
        pattern: 'sk-ant-admin[0-9]{2}-[A-Za-z0-9_-]{80,}',
        broad: true,
      },
    ],
    names: ['ANTHROPIC_API_KEY', 'CLAUDE_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    revoke: 'https://platform.claude.com/settings/keys',
    leastPrivilege: 'https://platform.claude.com/docs/en/manage-claude/workspaces',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/gcp.go
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/gcp.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/google-gemini/connect.mdx
  // AIza keys are shared by Gemini, Maps, YouTube and Firebase; Firebase web keys are public by design but should still be restricted.
  // Not seen in a public page, open once before a release: leastPrivilege.
  'google-gemini': {
    label: 'Google Gemini / AI Studio',
    tokens: [
      { label: 'API key', prefixes: ['AIza'], pattern: 'AIza[A-Za-z0-9_-]{35}' },
      { label: 'authorisation key (2025+)', prefixes: ['AQ.'], pattern: 'AQ\\.[A-Za-z0-9_-]{45,}' },
    ],
    names: [
      'GEMINI_API_KEY',
      'GOOGLE_API_KEY',
      'GOOGLE_GENERATIVE_AI_API_KEY',
      'GOOGLE_MAPS_API_KEY',
    ],
    revoke: 'https://aistudio.google.com/app/apikey',
    leastPrivilege: 'https://cloud.google.com/docs/authentication/api-keys#securing',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/groq.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/groq.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  groq: {
    label: 'Groq',
    tokens: [{ label: 'API key', prefixes: ['gsk_'], pattern: 'gsk_[A-Za-z0-9]{52}' }],
    names: ['GROQ_API_KEY'],
    revoke: 'https://console.groq.com/keys',
    leastPrivilege: 'https://console.groq.com/docs/projects',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/openrouter.go
  // https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/openrouter_apikey
  // Not seen in a public page, open once before a release: leastPrivilege.
  openrouter: {
    label: 'OpenRouter',
    tokens: [{ label: 'API key', prefixes: ['sk-or-v1-'], pattern: 'sk-or-v1-[0-9a-f]{64}' }],
    names: ['OPENROUTER_API_KEY'],
    revoke: 'https://openrouter.ai/settings/keys',
    leastPrivilege: 'https://openrouter.ai/docs/features/provisioning-api-keys',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/xai.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/xai/connect.mdx
  // Not seen in a public page, open once before a release: leastPrivilege.
  xai: {
    label: 'xAI (Grok)',
    tokens: [{ label: 'API key', prefixes: ['xai-'], pattern: 'xai-[A-Za-z0-9_-]{70,120}' }],
    names: ['XAI_API_KEY', 'GROK_API_KEY'],
    revoke: 'https://console.x.ai/',
    leastPrivilege: 'https://docs.x.ai/docs/key-information/using-management-api',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/perplexity.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  perplexity: {
    label: 'Perplexity',
    tokens: [{ label: 'API key', prefixes: ['pplx-'], pattern: 'pplx-[A-Za-z0-9]{48,56}' }],
    names: ['PERPLEXITY_API_KEY', 'PPLX_API_KEY'],
    revoke: 'https://www.perplexity.ai/account/api/keys',
    leastPrivilege: 'https://docs.perplexity.ai/docs/getting-started/api-groups',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/replicate.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  replicate: {
    label: 'Replicate',
    tokens: [{ label: 'API token', prefixes: ['r8_'], pattern: 'r8_[A-Za-z0-9]{37}' }],
    names: ['REPLICATE_API_TOKEN'],
    revoke: 'https://replicate.com/account/api-tokens',
    leastPrivilege: 'https://replicate.com/docs/topics/security/api-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/huggingface.go
  huggingface: {
    label: 'Hugging Face',
    tokens: [
      { label: 'user access token', prefixes: ['hf_'], pattern: 'hf_[A-Za-z0-9]{34,40}' },
      { label: 'organisation token', prefixes: ['api_org_'], pattern: 'api_org_[A-Za-z0-9]{34}' },
    ],
    names: ['HF_TOKEN', 'HUGGINGFACE_TOKEN', 'HUGGING_FACE_HUB_TOKEN'],
    revoke: 'https://huggingface.co/settings/tokens',
    leastPrivilege: 'https://huggingface.co/docs/hub/security-tokens',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/mistral.go
  mistral: {
    label: 'Mistral AI',
    tokens: [{ label: 'API key', keyed: true, pattern: '[A-Za-z0-9]{32}' }],
    names: ['MISTRAL_API_KEY'],
    revoke: 'https://console.mistral.ai/api-keys',
    leastPrivilege: 'https://docs.mistral.ai/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/cohere.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  cohere: {
    label: 'Cohere',
    tokens: [{ label: 'API key', keyed: true, pattern: '[A-Za-z0-9]{40}' }],
    names: ['COHERE_API_KEY', 'CO_API_KEY'],
    revoke: 'https://dashboard.cohere.com/api-keys',
    leastPrivilege: 'https://docs.cohere.com/docs/rate-limits',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/deepseek.go
  deepseek: {
    label: 'DeepSeek',
    tokens: [{ label: 'API key', prefixes: ['sk-'], pattern: 'sk-[0-9a-f]{32}' }],
    names: ['DEEPSEEK_API_KEY'],
    revoke: 'https://platform.deepseek.com/api_keys',
    leastPrivilege: 'https://api-docs.deepseek.com/',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/togetherai.go
  // Not seen in a public page, open once before a release: leastPrivilege.
  together: {
    label: 'Together AI',
    tokens: [{ label: 'API key', prefixes: ['tgp_v1_'], pattern: 'tgp_v1_[A-Za-z0-9_-]{43}' }],
    names: ['TOGETHER_API_KEY'],
    revoke: 'https://api.together.ai/settings/api-keys',
    leastPrivilege: 'https://docs.together.ai/docs/api-keys-authentication',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/nvidia.go
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/nvapi
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  nvidia: {
    label: 'NVIDIA NIM / NGC',
    tokens: [{ label: 'API key', prefixes: ['nvapi-'], pattern: 'nvapi-[A-Za-z0-9_-]{60,70}' }],
    names: ['NVIDIA_API_KEY', 'NGC_API_KEY'],
    revoke: 'https://org.ngc.nvidia.com/setup/api-keys',
    leastPrivilege: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/cerebras.go
  cerebras: {
    label: 'Cerebras',
    tokens: [{ label: 'API key', prefixes: ['csk-'], pattern: 'csk-[a-z0-9]{48}' }],
    names: ['CEREBRAS_API_KEY'],
    revoke: 'https://cloud.cerebras.ai/',
    leastPrivilege: 'https://inference-docs.cerebras.ai/',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/elevenlabs.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/elevenlabs.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  elevenlabs: {
    label: 'ElevenLabs',
    tokens: [{ label: 'API key', prefixes: ['sk_'], pattern: 'sk_[0-9a-f]{48}' }],
    names: ['ELEVENLABS_API_KEY', 'XI_API_KEY', 'xi-api-key'],
    revoke: 'https://elevenlabs.io/app/settings/api-keys',
    leastPrivilege: 'https://elevenlabs.io/docs/api-reference/authentication',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/deepgram.go
  // Not seen in a public page, open once before a release: revoke.
  deepgram: {
    label: 'Deepgram',
    tokens: [{ label: 'API key', keyed: true, pattern: '[0-9a-f]{40}' }],
    names: ['DEEPGRAM_API_KEY'],
    revoke: 'https://console.deepgram.com/',
    leastPrivilege: 'https://developers.deepgram.com/docs/create-additional-api-keys',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/langchain.go
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/langsmith
  langsmith: {
    label: 'LangSmith',
    tokens: [
      {
        label: 'personal / service key',
        prefixes: ['lsv2_pt_', 'lsv2_sk_'],
        pattern: 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}',
      },
    ],
    names: ['LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY'],
    revoke: 'https://smith.langchain.com/settings',
    leastPrivilege: 'https://docs.langchain.com/langsmith/create-account-api-key',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/langfuse
  // Keys are managed per project under Settings > API keys.
  // Public by design: pk-lf- (public key).
  // Not seen in a public page, open once before a release: leastPrivilege.
  langfuse: {
    label: 'Langfuse',
    tokens: [{ label: 'secret key', prefixes: ['sk-lf-'], pattern: `sk-lf-${UUID}` }],
    names: ['LANGFUSE_SECRET_KEY'],
    revoke: 'https://cloud.langfuse.com/',
    leastPrivilege: 'https://langfuse.com/docs/rbac',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/weights_and_biases.go
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  wandb: {
    label: 'Weights & Biases',
    tokens: [
      { label: 'API key (v1)', prefixes: ['wandb_v1_'], pattern: 'wandb_v1_[A-Za-z0-9_]{70,}' },
      { label: 'API key (legacy)', keyed: true, pattern: '[0-9a-f]{40}' },
    ],
    names: ['WANDB_API_KEY'],
    revoke: 'https://wandb.ai/settings',
    leastPrivilege: 'https://docs.wandb.ai/support/find_api_key/',
  },
  // https://github.com/tavily-ai/tavily-mcp/blob/main/README.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  tavily: {
    label: 'Tavily',
    tokens: [
      {
        label: 'API key',
        prefixes: ['tvly-'],
        pattern: 'tvly-(?:[a-z]{2,5}-)?[A-Za-z0-9_-]{24,64}',
      },
    ],
    names: ['TAVILY_API_KEY', 'tavilyApiKey'],
    revoke: 'https://app.tavily.com/home',
    leastPrivilege: 'https://docs.tavily.com/documentation/best-practices/api-key-management',
  },
  // https://github.com/firecrawl/firecrawl-mcp-server/blob/main/README.md
  // The hosted MCP endpoint carries the key as a URL path segment.
  firecrawl: {
    label: 'Firecrawl',
    tokens: [{ label: 'API key', prefixes: ['fc-'], pattern: 'fc-[0-9a-f]{32}' }],
    names: ['FIRECRAWL_API_KEY'],
    revoke: 'https://www.firecrawl.dev/app/api-keys',
    leastPrivilege: 'https://docs.firecrawl.dev/introduction#api-key',
  },
  // https://github.com/exa-labs/exa-mcp-server/blob/main/README.md
  // A UUID is a secret here.
  // Not seen in a public page, open once before a release: leastPrivilege.
  exa: {
    label: 'Exa',
    tokens: [{ label: 'API key (UUID)', keyed: true, pattern: UUID }],
    names: ['EXA_API_KEY', 'exaApiKey'],
    revoke: 'https://dashboard.exa.ai/api-keys',
    leastPrivilege: 'https://docs.exa.ai/reference/team-management',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/brave.go
  // https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/brave_search_apikey
  'brave-search': {
    label: 'Brave Search',
    tokens: [
      { label: 'subscription token', prefixes: ['BSA'], pattern: 'BSA[A-Za-z0-9_-]{24,40}' },
    ],
    names: ['BRAVE_API_KEY', 'BRAVE_SEARCH_API_KEY', 'X-Subscription-Token'],
    revoke: 'https://api-dashboard.search.brave.com/app/keys',
    leastPrivilege: 'https://api-dashboard.search.brave.com/documentation/guides/authentication',
  },
  // https://jina.ai/
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  jina: {
    label: 'Jina AI',
    tokens: [{ label: 'API key', prefixes: ['jina_'], pattern: 'jina_[A-Za-z0-9_-]{50,72}' }],
    names: ['JINA_API_KEY'],
    revoke: 'https://jina.ai/api-dashboard/key-manager',
    leastPrivilege: 'https://jina.ai/reader/',
  },
  // https://serpapi.com/
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  serpapi: {
    label: 'SerpApi',
    tokens: [{ label: 'API key', keyed: true, pattern: '[0-9a-f]{64}' }],
    names: ['SERPAPI_API_KEY', 'SERPAPI_KEY'],
    revoke: 'https://serpapi.com/manage-api-key',
    leastPrivilege: 'https://serpapi.com/account-api',
  },
  // https://serper.dev/
  serper: {
    label: 'Serper',
    tokens: [{ label: 'API key', keyed: true, pattern: '[0-9a-f]{40}' }],
    names: ['SERPER_API_KEY'],
    revoke: 'https://serper.dev/api-key',
    leastPrivilege: 'https://serper.dev/',
  },
  // https://github.com/upstash/context7/blob/master/README.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  context7: {
    label: 'Context7 (Upstash)',
    tokens: [{ label: 'API key', prefixes: ['ctx7sk-'], pattern: `ctx7sk-${UUID}` }],
    names: ['CONTEXT7_API_KEY'],
    revoke: 'https://context7.com/dashboard',
    leastPrivilege: 'https://context7.com/docs/howto/api-keys',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/apify.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/apify/connect.mdx
  // Not seen in a public page, open once before a release: leastPrivilege.
  apify: {
    label: 'Apify',
    tokens: [
      { label: 'API token', prefixes: ['apify_api_'], pattern: 'apify_api_[A-Za-z0-9]{34,40}' },
    ],
    names: ['APIFY_TOKEN', 'APIFY_API_TOKEN'],
    revoke: 'https://console.apify.com/settings/integrations',
    leastPrivilege: 'https://docs.apify.com/platform/integrations/api#api-token-permissions',
  },
  // https://github.com/browserbase/mcp-server-browserbase
  browserbase: {
    label: 'Browserbase',
    tokens: [
      {
        label: 'API key',
        prefixes: ['bb_live_', 'bb_test_'],
        pattern: 'bb_(?:live|test)_[A-Za-z0-9_-]{20,48}',
      },
    ],
    names: ['BROWSERBASE_API_KEY'],
    revoke: 'https://www.browserbase.com/settings',
    leastPrivilege: 'https://docs.browserbase.com/',
  },
  // https://github.com/brightdata/brightdata-mcp
  // Not seen in a public page, open once before a release: leastPrivilege.
  brightdata: {
    label: 'Bright Data',
    tokens: [{ label: 'API token', keyed: true, pattern: `[0-9a-f]{64}|${UUID}` }],
    names: ['BRIGHTDATA_API_TOKEN', 'BRIGHT_DATA_API_TOKEN', 'API_TOKEN'],
    revoke: 'https://brightdata.com/cp/setting/users',
    leastPrivilege: 'https://docs.brightdata.com/general/account/api-token',
  },
  // https://e2b.dev/docs/api-key
  // Not seen in a public page, open once before a release: leastPrivilege.
  e2b: {
    label: 'E2B',
    tokens: [{ label: 'API key', prefixes: ['e2b_'], pattern: 'e2b_[0-9a-f]{40}' }],
    names: ['E2B_API_KEY'],
    revoke: 'https://e2b.dev/dashboard?tab=keys',
    leastPrivilege: 'https://e2b.dev/docs',
  },
  // https://github.com/smithery-ai/cli
  // Often passed as ?api_key= in the server URL.
  smithery: {
    label: 'Smithery',
    tokens: [{ label: 'API key (UUID)', keyed: true, pattern: UUID }],
    names: ['SMITHERY_API_KEY', 'api_key'],
    revoke: 'https://smithery.ai/account/api-keys',
    leastPrivilege: 'https://smithery.ai/docs/use/token-scoping',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/aws.go
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/aws.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/aws.md
  // The key id alone is an identifier; ids and keys that end in EXAMPLE or EXAMPLEKEY are documentation values.
  // Not seen in a public page, open once before a release: leastPrivilege.
  aws: {
    label: 'Amazon Web Services',
    tokens: [
      { label: 'secret access key', keyed: true, pattern: '[A-Za-z0-9/+]{40}' },
      {
        label: 'access key id',
        prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
        pattern: '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}',
      },
      { label: 'session token', keyed: true, pattern: '[A-Za-z0-9/+=]{100,}' },
      { label: 'Bedrock API key', prefixes: ['ABSK'], pattern: 'ABSK[A-Za-z0-9+/]{109,269}={0,2}' },
    ],
    names: [
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_ACCESS_KEY_ID',
      'AWS_BEARER_TOKEN_BEDROCK',
    ],
    revoke: 'https://console.aws.amazon.com/iam/home#/security_credentials',
    leastPrivilege:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/gcp.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/gcp.md
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-gcp
  // Public by design: *.apps.googleusercontent.com (OAuth client id).
  // Not seen in a public page, open once before a release: leastPrivilege.
  'google-cloud': {
    label: 'Google Cloud',
    tokens: [
      { label: 'OAuth client secret', prefixes: ['GOCSPX-'], pattern: 'GOCSPX-[A-Za-z0-9_-]{28}' },
      { label: 'OAuth access token', prefixes: ['ya29.'], pattern: 'ya29\\.[A-Za-z0-9_-]{30,}' },
      { label: 'OAuth refresh token', prefixes: ['1//'], pattern: '1//[A-Za-z0-9_-]{40,}' },
    ],
    names: [
      'GOOGLE_CLIENT_SECRET',
      'GOOGLE_OAUTH_CLIENT_SECRET',
      'GOOGLE_REFRESH_TOKEN',
      'GOOGLE_APPLICATION_CREDENTIALS_JSON',
    ],
    revoke: 'https://console.cloud.google.com/apis/credentials',
    leastPrivilege:
      'https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/azure.go
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/azure.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/azure.md
  // Public by design: tenant id, client id, subscription id (UUIDs).
  // Not seen in a public page, open once before a release: leastPrivilege.
  azure: {
    label: 'Microsoft Azure / Entra',
    tokens: [
      {
        label: 'Entra client secret',
        marker: { text: 'Q~', offset: 4 },
        pattern: '[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}',
      },
      {
        label: 'annotated service key (Azure AI and others)',
        marker: { text: 'JQQJ9', offset: 52 },
        pattern: '[A-Za-z0-9]{52}JQQJ9[9D][A-Za-z0-9]{26}',
      },
      { label: 'Azure OpenAI key (legacy)', keyed: true, pattern: '[0-9a-f]{32}' },
    ],
    names: [
      'AZURE_CLIENT_SECRET',
      'AZURE_OPENAI_API_KEY',
      'AZURE_STORAGE_CONNECTION_STRING',
      'AZURE_STORAGE_KEY',
    ],
    revoke: 'https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    leastPrivilege:
      'https://learn.microsoft.com/entra/identity-platform/secure-least-privileged-access',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/digitalocean.go
  // https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/digitalocean_personal_token_v1
  // Not seen in a public page, open once before a release: leastPrivilege.
  digitalocean: {
    label: 'DigitalOcean',
    tokens: [
      {
        label: 'personal / OAuth / refresh token',
        prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
        pattern: 'do[opr]_v1_[0-9a-f]{64}',
      },
    ],
    names: ['DIGITALOCEAN_ACCESS_TOKEN', 'DIGITALOCEAN_API_TOKEN', 'DO_API_TOKEN'],
    revoke: 'https://cloud.digitalocean.com/account/api/tokens',
    leastPrivilege: 'https://docs.digitalocean.com/reference/api/scopes/',
  },
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-cloudflare
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/cloudflare.go
  // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
  // Prefixed tokens end in an 8 hex digit CRC32 of the 40 character body.
  cloudflare: {
    label: 'Cloudflare',
    tokens: [
      {
        label: 'prefixed user / account token',
        prefixes: ['cfut_', 'cfat_'],
        pattern: 'cf(?:ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}',
      },
      {
        label: 'global API key',
        prefixes: ['cfk_'],
        pattern: 'cfk_[A-Za-z0-9]{40}[0-9a-f]{8}',
        broad: true,
      },
      { label: 'API token (legacy)', keyed: true, pattern: '[A-Za-z0-9_-]{40}' },
      { label: 'global API key (legacy)', keyed: true, pattern: '[0-9a-f]{37}', broad: true },
      { label: 'origin CA key', prefixes: ['v1.0-'], pattern: 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}' },
    ],
    names: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY', 'CF_API_TOKEN'],
    revoke: 'https://dash.cloudflare.com/profile/api-tokens',
    leastPrivilege: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/heroku.go
  // https://github.com/heroku/heroku-mcp-server/blob/main/README.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  heroku: {
    label: 'Heroku',
    tokens: [
      { label: 'API key (v2)', prefixes: ['HRKU-'], pattern: 'HRKU-[A-Za-z0-9_-]{58,64}' },
      { label: 'API key (legacy UUID)', keyed: true, pattern: UUID },
    ],
    names: ['HEROKU_API_KEY'],
    revoke: 'https://dashboard.heroku.com/account/applications',
    leastPrivilege: 'https://devcenter.heroku.com/articles/oauth#scopes',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/vercel.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-vercel
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/vercel/connect.mdx
  // Not seen in a public page, open once before a release: leastPrivilege.
  vercel: {
    label: 'Vercel',
    tokens: [
      {
        label: 'prefixed token',
        prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
        pattern: 'vc[piark]_[A-Za-z0-9_-]{24,64}',
      },
      { label: 'access token (legacy)', keyed: true, pattern: '[A-Za-z0-9]{24}' },
    ],
    names: ['VERCEL_TOKEN', 'VERCEL_API_TOKEN', 'AI_GATEWAY_API_KEY'],
    revoke: 'https://vercel.com/account/settings/tokens',
    leastPrivilege: 'https://vercel.com/docs/sign-in-with-vercel/tokens',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/netlify
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/netlify.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  netlify: {
    label: 'Netlify',
    tokens: [
      { label: 'personal access token', prefixes: ['nfp_'], pattern: 'nfp_[A-Za-z0-9]{36,40}' },
    ],
    names: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_PERSONAL_ACCESS_TOKEN'],
    revoke: 'https://app.netlify.com/user/applications#personal-access-tokens',
    leastPrivilege: 'https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/render.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/render-mcp/connect.mdx
  render: {
    label: 'Render',
    tokens: [{ label: 'API key', prefixes: ['rnd_'], pattern: 'rnd_[A-Za-z0-9]{24,36}' }],
    names: ['RENDER_API_KEY'],
    revoke: 'https://dashboard.render.com/u/settings#api-keys',
    leastPrivilege: 'https://render.com/docs/api',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/railwayapp
  railway: {
    label: 'Railway',
    tokens: [{ label: 'API token (UUID)', keyed: true, pattern: UUID }],
    names: ['RAILWAY_TOKEN', 'RAILWAY_API_TOKEN'],
    revoke: 'https://railway.com/account/tokens',
    leastPrivilege: 'https://docs.railway.com/integrations/api',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/flyio.go
  // https://fly.io/docs/security/tokens
  // Header form starts with the word FlyV1 and a space.
  fly: {
    label: 'Fly.io',
    tokens: [
      {
        label: 'macaroon token',
        prefixes: ['FlyV1 fm', 'fm'],
        pattern: '(?:FlyV1 )?fm[0-9][ar]?_[A-Za-z0-9+/=_,-]{80,}',
      },
    ],
    names: ['FLY_API_TOKEN', 'FLY_ACCESS_TOKEN'],
    revoke: 'https://fly.io/dashboard/personal/tokens',
    leastPrivilege: 'https://fly.io/docs/security/tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/hashicorp.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/terraform/connect.mdx
  terraform: {
    label: 'HCP Terraform',
    tokens: [
      {
        label: 'API token',
        marker: { text: '.atlasv1.', offset: 14 },
        pattern: '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}',
      },
    ],
    names: ['TFE_TOKEN', 'TF_TOKEN_app_terraform_io'],
    revoke: 'https://app.terraform.io/app/settings/tokens',
    leastPrivilege:
      'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/hashicorp_vault.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-hashicorp-vault
  // No web page: revoke with the vault CLI or API on your own server.
  // Not seen in a public page, open once before a release: leastPrivilege.
  vault: {
    label: 'HashiCorp Vault',
    tokens: [
      {
        label: 'service / batch / recovery token',
        prefixes: ['hvs.', 'hvb.', 'hvr.'],
        pattern: 'hv[sbr]\\.[A-Za-z0-9_-]{24,300}',
      },
      { label: 'token (before 1.10)', keyed: true, pattern: '[sbr]\\.[A-Za-z0-9]{24}' },
    ],
    names: ['VAULT_TOKEN'],
    revoke: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
    leastPrivilege: 'https://developer.hashicorp.com/vault/docs/concepts/policies',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/pulumi.go
  pulumi: {
    label: 'Pulumi',
    tokens: [{ label: 'access token', prefixes: ['pul-'], pattern: 'pul-[0-9a-f]{40}' }],
    names: ['PULUMI_ACCESS_TOKEN'],
    revoke: 'https://app.pulumi.com/account/tokens',
    leastPrivilege: 'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/doppler.go
  // https://docs.doppler.com/reference/auth-token-formats
  doppler: {
    label: 'Doppler',
    tokens: [
      {
        label: 'personal / service / CLI token',
        prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
        pattern: 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
      },
    ],
    names: ['DOPPLER_TOKEN'],
    revoke: 'https://dashboard.doppler.com/workplace/tokens',
    leastPrivilege: 'https://docs.doppler.com/docs/service-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/1password.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-1password
  // Not seen in a public page, open once before a release: revoke.
  '1password': {
    label: '1Password',
    tokens: [
      {
        label: 'service account token',
        prefixes: ['ops_'],
        pattern: 'ops_eyJ[A-Za-z0-9+/_=-]{200,}',
      },
      {
        label: 'account secret key',
        prefixes: ['A3-'],
        pattern: 'A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,5}',
      },
    ],
    names: ['OP_SERVICE_ACCOUNT_TOKEN'],
    revoke: 'https://my.1password.com/developer-tools/directory',
    leastPrivilege: 'https://developer.1password.com/docs/service-accounts/security/',
  },
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-tailscale
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/tailscale.md
  tailscale: {
    label: 'Tailscale',
    tokens: [
      {
        label: 'API key, auth key, OAuth client secret',
        prefixes: ['tskey-'],
        pattern: 'tskey-[a-z]+-[A-Za-z0-9]{6,}(?:-[A-Za-z0-9]{6,})+',
      },
    ],
    names: ['TAILSCALE_API_KEY', 'TS_AUTHKEY'],
    revoke: 'https://login.tailscale.com/admin/settings/keys',
    leastPrivilege: 'https://tailscale.com/kb/1085/auth-keys',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/supabase.go
  // https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/supabase_personal_access_token
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/supabase-mcp/connect.mdx
  // Public by design: sb_publishable_ key; anon JWT (payload claim role=anon); project ref (20 lower-case letters).
  supabase: {
    label: 'Supabase',
    tokens: [
      { label: 'personal access token', prefixes: ['sbp_'], pattern: 'sbp_[A-Za-z0-9_]{40,80}' },
      {
        label: 'project secret key',
        prefixes: ['sb_secret_'],
        pattern: 'sb_secret_[A-Za-z0-9_-]{31,}',
        broad: true,
        revoke: 'https://supabase.com/dashboard/project/_/settings/api-keys',
      },
    ],
    names: ['SUPABASE_ACCESS_TOKEN', 'SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_SECRET_KEY'],
    revoke: 'https://supabase.com/dashboard/account/tokens',
    leastPrivilege: 'https://supabase.com/docs/guides/api/api-keys',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/neon.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/neon/connect.mdx
  neon: {
    label: 'Neon',
    tokens: [{ label: 'API key', prefixes: ['napi_'], pattern: 'napi_[A-Za-z0-9]{64}' }],
    names: ['NEON_API_KEY'],
    revoke: 'https://console.neon.tech/app/settings/api-keys',
    leastPrivilege: 'https://neon.com/docs/manage/api-keys',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/planetscale.go
  // Service tokens live in the organisation settings.
  planetscale: {
    label: 'PlanetScale',
    tokens: [
      {
        label: 'service token, password, OAuth token',
        prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
        pattern: 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,64}',
      },
    ],
    names: ['PLANETSCALE_SERVICE_TOKEN', 'PLANETSCALE_PASSWORD'],
    revoke: 'https://app.planetscale.com/',
    leastPrivilege: 'https://planetscale.com/docs/api/reference/service-tokens',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/mongodb.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/mongo.md
  // Public by design: mdb_sa_id_ (service account id).
  'mongodb-atlas': {
    label: 'MongoDB Atlas',
    tokens: [
      {
        label: 'service account secret',
        prefixes: ['mdb_sa_sk_'],
        pattern: 'mdb_sa_sk_[A-Za-z0-9_-]{40}',
      },
    ],
    names: ['MDB_MCP_API_CLIENT_SECRET', 'MDB_MCP_CONNECTION_STRING', 'MONGODB_URI'],
    revoke: 'https://cloud.mongodb.com/',
    leastPrivilege: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/databricks.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-databricks
  // Personal tokens are revoked in the workspace under Settings > Developer > Access tokens.
  databricks: {
    label: 'Databricks',
    tokens: [
      {
        label: 'personal access token',
        prefixes: ['dapi'],
        pattern: 'dapi[0-9a-fA-F]{32}(?:-[0-9])?',
      },
    ],
    names: ['DATABRICKS_TOKEN'],
    revoke: 'https://accounts.cloud.databricks.com/',
    leastPrivilege: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/pinecone.go
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  pinecone: {
    label: 'Pinecone',
    tokens: [
      { label: 'API key', prefixes: ['pcsk_'], pattern: 'pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}' },
      { label: 'API key (legacy UUID)', keyed: true, pattern: UUID },
    ],
    names: ['PINECONE_API_KEY'],
    revoke: 'https://app.pinecone.io/',
    leastPrivilege: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
  },
  // https://github.com/qdrant/mcp-server-qdrant/blob/master/README.md
  qdrant: {
    label: 'Qdrant Cloud',
    tokens: [{ label: 'API key (JWT or opaque)', keyed: true, pattern: '[A-Za-z0-9_.|-]{32,}' }],
    names: ['QDRANT_API_KEY'],
    revoke: 'https://cloud.qdrant.io/',
    leastPrivilege: 'https://qdrant.tech/documentation/cloud/authentication/',
  },
  // https://github.com/elastic/mcp-server-elasticsearch
  // Not seen in a public page, open once before a release: revoke.
  elastic: {
    label: 'Elastic',
    tokens: [
      { label: 'API key (base64 id:key)', keyed: true, pattern: '[A-Za-z0-9+/_-]{40,}={0,2}' },
    ],
    names: ['ES_API_KEY', 'ELASTIC_API_KEY', 'ELASTICSEARCH_API_KEY'],
    revoke: 'https://cloud.elastic.co/account/keys',
    leastPrivilege: 'https://www.elastic.co/docs/deploy-manage/api-keys',
  },
  // https://console.upstash.com
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  upstash: {
    label: 'Upstash',
    tokens: [{ label: 'REST / management token', keyed: true, pattern: '[A-Za-z0-9_=-]{36,}' }],
    names: ['UPSTASH_API_KEY', 'UPSTASH_REDIS_REST_TOKEN'],
    revoke: 'https://console.upstash.com/account/api',
    leastPrivilege: 'https://upstash.com/docs/devops/developer-api/authentication',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/notion.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-notion
  // https://github.com/makenotion/notion-mcp-server/blob/main/README.md
  // OPENAPI_MCP_HEADERS holds a JSON object with an Authorization header.
  notion: {
    label: 'Notion',
    tokens: [
      { label: 'integration token', prefixes: ['ntn_'], pattern: 'ntn_[0-9]{11}[A-Za-z0-9]{35}' },
      {
        label: 'integration token (legacy)',
        prefixes: ['secret_'],
        pattern: 'secret_[A-Za-z0-9]{43}',
      },
    ],
    names: ['NOTION_TOKEN', 'NOTION_API_KEY', 'INTERNAL_INTEGRATION_TOKEN', 'OPENAPI_MCP_HEADERS'],
    revoke: 'https://www.notion.so/profile/integrations',
    leastPrivilege: 'https://developers.notion.com/reference/capabilities',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/linear.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-linear
  // Not seen in a public page, open once before a release: leastPrivilege.
  linear: {
    label: 'Linear',
    tokens: [
      {
        label: 'API key / OAuth token',
        prefixes: ['lin_api_', 'lin_oauth_'],
        pattern: 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}',
      },
    ],
    names: ['LINEAR_API_KEY', 'LINEAR_ACCESS_TOKEN'],
    revoke: 'https://linear.app/settings/account/security',
    leastPrivilege: 'https://linear.app/docs/api-and-webhooks',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/figma.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-figma
  figma: {
    label: 'Figma',
    tokens: [
      {
        label: 'personal access token',
        prefixes: ['figd_'],
        pattern: 'figd_[A-Za-z0-9_-]{36,200}',
      },
      {
        label: 'other prefixed token',
        prefixes: ['fig'],
        pattern: 'fig[a-ce-z][a-z]?_[A-Za-z0-9_-]{36,200}',
      },
    ],
    names: ['FIGMA_API_KEY', 'FIGMA_ACCESS_TOKEN', 'FIGMA_PERSONAL_ACCESS_TOKEN', 'X-Figma-Token'],
    revoke: 'https://www.figma.com/settings',
    leastPrivilege:
      'https://help.figma.com/hc/en-us/articles/8085703771159-Manage-personal-access-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/airtable.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/airtable-pat/connect.mdx
  // https://support.airtable.com/docs/creating-personal-access-tokens
  airtable: {
    label: 'Airtable',
    tokens: [
      {
        label: 'personal access token',
        prefixes: ['pat'],
        pattern: 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
      },
    ],
    names: ['AIRTABLE_API_KEY', 'AIRTABLE_PERSONAL_ACCESS_TOKEN'],
    revoke: 'https://airtable.com/create/tokens',
    leastPrivilege: 'https://airtable.com/developers/web/api/scopes',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/asanapersonalaccesstoken
  // https://github.com/anthropics/claude-plugins-official
  asana: {
    label: 'Asana',
    tokens: [
      {
        label: 'personal access token',
        prefixes: ['1/', '2/'],
        pattern: '[12]/[0-9]{10,20}(?:/[0-9]{10,20})?:[0-9a-f]{32}',
      },
    ],
    names: ['ASANA_ACCESS_TOKEN', 'ASANA_PAT'],
    revoke: 'https://app.asana.com/0/my-apps',
    leastPrivilege: 'https://developers.asana.com/docs/personal-access-token',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/clickup.go
  // Starts with pk_ although it is secret.
  clickup: {
    label: 'ClickUp',
    tokens: [{ label: 'personal token', prefixes: ['pk_'], pattern: 'pk_[0-9]{6,9}_[A-Z0-9]{32}' }],
    names: ['CLICKUP_API_KEY', 'CLICKUP_API_TOKEN'],
    revoke: 'https://app.clickup.com/settings/apps',
    leastPrivilege: 'https://developer.clickup.com/docs/authentication',
  },
  // https://developer.todoist.com/
  // Not seen in a public page, open once before a release: revoke.
  todoist: {
    label: 'Todoist',
    tokens: [{ label: 'API token', keyed: true, pattern: '[0-9a-f]{40}' }],
    names: ['TODOIST_API_TOKEN', 'TODOIST_API_KEY'],
    revoke: 'https://app.todoist.com/app/settings/integrations/developer',
    leastPrivilege: 'https://developer.todoist.com/',
  },
  // https://developer.monday.com/api-reference/docs/authentication
  // Not seen in a public page, open once before a release: leastPrivilege.
  monday: {
    label: 'monday.com',
    tokens: [],
    names: ['MONDAY_TOKEN', 'MONDAY_API_TOKEN', 'MONDAY_API_KEY'],
    revoke: 'https://auth.monday.com/',
    leastPrivilege: 'https://developer.monday.com/api-reference/docs/authentication',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/hubspot_apikey
  // Not seen in a public page, open once before a release: leastPrivilege.
  hubspot: {
    label: 'HubSpot',
    tokens: [
      {
        label: 'private app token',
        prefixes: ['pat-na', 'pat-eu', 'pat-ap'],
        pattern: `pat-(?:na|eu|ap)[0-9]-${UUID}`,
      },
      { label: 'API key (retired)', keyed: true, pattern: UUID },
    ],
    names: ['HUBSPOT_API_KEY', 'HUBSPOT_ACCESS_TOKEN', 'PRIVATE_APP_ACCESS_TOKEN'],
    revoke: 'https://app.hubspot.com/private-apps',
    leastPrivilege: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/postman.go
  postman: {
    label: 'Postman',
    tokens: [{ label: 'API key', prefixes: ['PMAK-'], pattern: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}' }],
    names: ['POSTMAN_API_KEY'],
    revoke: 'https://go.postman.co/settings/me/api-keys',
    leastPrivilege:
      'https://learning.postman.com/docs/administration/managing-your-team/managing-api-keys/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/slack.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/slack.md
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-slack
  // Public by design: team, channel, user ids (T…, C…, U…).
  slack: {
    label: 'Slack',
    tokens: [
      {
        label: 'bot / user / legacy token',
        prefixes: [
          'xoxa-',
          'xoxb-',
          'xoxc-',
          'xoxd-',
          'xoxe-',
          'xoxe.',
          'xoxo-',
          'xoxp-',
          'xoxr-',
          'xoxs-',
        ],
        pattern: 'xox(?:[abcdeoprs]|e\\.xox[bp])-(?:[A-Za-z0-9/+=-]|%[0-9A-Fa-f]{2}){20,}',
      },
      {
        label: 'app-level token',
        prefixes: ['xapp-'],
        pattern: 'xapp-[0-9]-[A-Z0-9]+-[0-9]+-[A-Za-z0-9]{32,}',
      },
    ],
    names: [
      'SLACK_BOT_TOKEN',
      'SLACK_USER_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_MCP_XOXC_TOKEN',
      'SLACK_MCP_XOXD_TOKEN',
      'SLACK_WEBHOOK_URL',
    ],
    revoke: 'https://api.slack.com/apps',
    leastPrivilege: 'https://api.slack.com/authentication/best-practices',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/discord.go
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/discordbottoken
  // Public by design: application / guild / channel id (17-20 digits).
  // Not seen in a public page, open once before a release: leastPrivilege.
  discord: {
    label: 'Discord',
    tokens: [
      {
        label: 'bot token',
        starts: 'MNO',
        pattern: '[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}',
      },
    ],
    names: ['DISCORD_TOKEN', 'DISCORD_BOT_TOKEN', 'DISCORD_WEBHOOK_URL'],
    revoke: 'https://discord.com/developers/applications',
    leastPrivilege: 'https://discord.com/developers/docs/topics/permissions',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/telegram.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/telegram/connect.mdx
  // Send /revoke to BotFather.
  // Not seen in a public page, open once before a release: leastPrivilege.
  telegram: {
    label: 'Telegram bot',
    tokens: [
      { label: 'bot token', starts: '0123456789', pattern: '[0-9]{8,10}:AA[A-Za-z0-9_-]{33}' },
    ],
    names: ['TELEGRAM_BOT_TOKEN', 'BOT_TOKEN'],
    revoke: 'https://t.me/BotFather',
    leastPrivilege: 'https://core.telegram.org/bots/features#botfather',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/twilio.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/twilio.md
  // Public by design: account SID (AC + 32 hex).
  // Not seen in a public page, open once before a release: leastPrivilege.
  twilio: {
    label: 'Twilio',
    tokens: [
      { label: 'auth token', keyed: true, pattern: '[0-9a-f]{32}' },
      // As its own server takes it, behind the SID of the account: https://www.npmjs.com/package/@twilio-alpha/mcp
      { label: 'API key', prefixes: ['SK'], pattern: 'SK[0-9a-f]{32}:[A-Za-z0-9]{32}' },
      { label: 'API key SID', prefixes: ['SK'], pattern: 'SK[0-9a-f]{32}' },
    ],
    names: ['TWILIO_AUTH_TOKEN', 'TWILIO_API_SECRET'],
    revoke: 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
    leastPrivilege: 'https://www.twilio.com/docs/iam/api-keys/restricted-api-keys',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/sendgrid.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/sendgrid.md
  sendgrid: {
    label: 'SendGrid',
    tokens: [
      {
        label: 'API key',
        prefixes: ['SG.'],
        pattern: 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}',
      },
    ],
    names: ['SENDGRID_API_KEY'],
    revoke: 'https://app.sendgrid.com/settings/api_keys',
    leastPrivilege:
      'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys#api-key-permissions',
  },
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/resend/connect.mdx
  // Not seen in a public page, open once before a release: leastPrivilege.
  resend: {
    label: 'Resend',
    tokens: [{ label: 'API key', prefixes: ['re_'], pattern: 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}' }],
    names: ['RESEND_API_KEY'],
    revoke: 'https://resend.com/api-keys',
    leastPrivilege: 'https://resend.com/docs/dashboard/api-keys/introduction',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/mailgun.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/mailgun.md
  // Not seen in a public page, open once before a release: leastPrivilege.
  mailgun: {
    label: 'Mailgun',
    tokens: [
      {
        label: 'private API key (legacy)',
        prefixes: ['key-'],
        pattern: 'key-[0-9a-f]{32}',
        broad: true,
      },
      {
        label: 'API key',
        starts: '0123456789abcdef',
        pattern: '[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}',
      },
    ],
    names: ['MAILGUN_API_KEY'],
    revoke: 'https://app.mailgun.com/settings/api_security',
    leastPrivilege:
      'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
  },
  // https://postmarkapp.com/developer/api/overview
  // Not seen in a public page, open once before a release: leastPrivilege.
  postmark: {
    label: 'Postmark',
    tokens: [{ label: 'server token (UUID)', keyed: true, pattern: UUID }],
    names: ['POSTMARK_SERVER_TOKEN', 'POSTMARK_API_TOKEN'],
    revoke: 'https://account.postmarkapp.com/servers',
    leastPrivilege: 'https://postmarkapp.com/developer/api/overview#authentication',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/stripe.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/stripe.md
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-stripe
  // Test-mode keys deserve a lower severity; Clerk secret keys share the sk_live_ / sk_test_ prefix.
  // Public by design: pk_live_ / pk_test_ (publishable key); acct_, prod_, price_, cus_ ids.
  // Not seen in a public page, open once before a release: leastPrivilege.
  stripe: {
    label: 'Stripe',
    tokens: [
      {
        label: 'secret key',
        prefixes: ['sk_live_', 'sk_prod_'],
        pattern: 'sk_(?:live|prod)_[A-Za-z0-9]{16,247}',
        broad: true,
      },
      {
        label: 'restricted key',
        prefixes: ['rk_live_', 'rk_prod_'],
        pattern: 'rk_(?:live|prod)_[A-Za-z0-9]{16,247}',
      },
      {
        label: 'test-mode key',
        prefixes: ['sk_test_', 'rk_test_'],
        pattern: '[sr]k_test_[A-Za-z0-9]{16,247}',
      },
      {
        label: 'webhook signing secret',
        prefixes: ['whsec_'],
        pattern: 'whsec_[A-Za-z0-9+/=]{24,64}',
      },
    ],
    names: ['STRIPE_SECRET_KEY', 'STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRET'],
    revoke: 'https://dashboard.stripe.com/apikeys',
    leastPrivilege: 'https://docs.stripe.com/keys/restricted-api-keys',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/square.go
  // https://github.com/trufflesecurity/how-to-rotate/tree/main/content/docs/tutorials/square.md
  square: {
    label: 'Square',
    tokens: [
      {
        label: 'access token / OAuth secret',
        prefixes: ['EAAA', 'sq0atp-', 'sq0csp-'],
        pattern: '(?:EAAA[A-Za-z0-9_-]{60}|sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43})',
      },
    ],
    names: ['SQUARE_ACCESS_TOKEN'],
    revoke: 'https://developer.squareup.com/apps',
    leastPrivilege: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/shopify.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/shopify-api-key/connect.mdx
  shopify: {
    label: 'Shopify',
    tokens: [
      {
        label: 'app token / shared secret',
        prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_'],
        pattern: 'shp(?:at|ca|pa|ss|ua)_[0-9A-Za-z]{32,128}',
      },
    ],
    names: ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_API_SECRET'],
    revoke: 'https://admin.shopify.com/settings/apps',
    leastPrivilege: 'https://shopify.dev/docs/api/usage/access-scopes',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/sentry.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/sentry/connect.mdx
  // Public by design: DSN (https://<32 hex>@…ingest…sentry.io/<id>).
  sentry: {
    label: 'Sentry',
    tokens: [
      {
        label: 'organisation token',
        prefixes: ['sntrys_'],
        pattern: 'sntrys_[A-Za-z0-9+/=_-]{60,}',
      },
      { label: 'user token', prefixes: ['sntryu_'], pattern: 'sntryu_[0-9a-f]{64}' },
      { label: 'user token (legacy)', keyed: true, pattern: '[0-9a-f]{64}' },
    ],
    names: ['SENTRY_AUTH_TOKEN', 'SENTRY_ACCESS_TOKEN'],
    revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
    leastPrivilege: 'https://docs.sentry.io/account/auth-tokens/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/grafana.go
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-grafana
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/grafana/connect.mdx
  // Revoked in your own instance under Administration > Users and access > Service accounts.
  grafana: {
    label: 'Grafana',
    tokens: [
      {
        label: 'service account token',
        prefixes: ['glsa_'],
        pattern: 'glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}',
      },
      {
        label: 'API key (legacy)',
        prefixes: ['eyJrIjoi'],
        pattern: 'eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2}',
      },
      {
        label: 'cloud access policy token',
        prefixes: ['glc_'],
        pattern: 'glc_[A-Za-z0-9+/=]{32,400}',
      },
    ],
    names: ['GRAFANA_SERVICE_ACCOUNT_TOKEN', 'GRAFANA_API_KEY'],
    revoke: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    leastPrivilege:
      'https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/access-control/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/datadog.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/datadog/connect.mdx
  // Public by design: pub + 32 hex (client token).
  // Not seen in a public page, open once before a release: revoke.
  datadog: {
    label: 'Datadog',
    tokens: [
      { label: 'API key', keyed: true, pattern: '[0-9a-f]{32}' },
      { label: 'application key', keyed: true, pattern: '[0-9a-f]{40}' },
    ],
    names: ['DD_API_KEY', 'DD_APP_KEY', 'DATADOG_API_KEY', 'DATADOG_APP_KEY'],
    revoke: 'https://app.datadoghq.com/organization-settings/api-keys',
    leastPrivilege: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/newrelic.go
  newrelic: {
    label: 'New Relic',
    tokens: [
      { label: 'user API key', prefixes: ['NRAK-'], pattern: 'NRAK-[A-Z0-9]{27}' },
      { label: 'insert key', prefixes: ['NRII-'], pattern: 'NRII-[A-Za-z0-9_-]{32}' },
      { label: 'licence key', marker: { text: 'NRAL', offset: 36 }, pattern: '[0-9a-f]{36}NRAL' },
    ],
    names: ['NEW_RELIC_API_KEY', 'NEW_RELIC_LICENSE_KEY'],
    revoke: 'https://one.newrelic.com/admin-portal/api-keys/home',
    leastPrivilege: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  },
  // https://github.com/betterleaks/betterleaks/tree/main/cmd/generate/config/rules/posthog.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/posthog/connect.mdx
  // Public by design: phc_ (project key).
  // Not seen in a public page, open once before a release: leastPrivilege.
  posthog: {
    label: 'PostHog',
    tokens: [
      { label: 'personal API key', prefixes: ['phx_'], pattern: 'phx_[A-Za-z0-9_-]{40,64}' },
    ],
    names: ['POSTHOG_PERSONAL_API_KEY', 'POSTHOG_API_KEY'],
    revoke: 'https://us.posthog.com/settings/user-api-keys',
    leastPrivilege: 'https://posthog.com/docs/api#private-endpoint-authentication',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/launchdarkly
  // Public by design: client-side id (24 hex).
  // Not seen in a public page, open once before a release: leastPrivilege.
  launchdarkly: {
    label: 'LaunchDarkly',
    tokens: [
      { label: 'API access token', prefixes: ['api-'], pattern: `api-${UUID}` },
      { label: 'SDK key', prefixes: ['sdk-'], pattern: `sdk-${UUID}` },
    ],
    names: ['LAUNCHDARKLY_ACCESS_TOKEN', 'LD_ACCESS_TOKEN', 'LAUNCHDARKLY_SDK_KEY'],
    revoke: 'https://app.launchdarkly.com/settings/authorization',
    leastPrivilege: 'https://launchdarkly.com/docs/home/account/roles',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/pagerdutyapikey
  // Keys are per account subdomain.
  pagerduty: {
    label: 'PagerDuty',
    tokens: [{ label: 'REST API key', keyed: true, pattern: '[A-Za-z0-9+_-]{20}' }],
    names: ['PAGERDUTY_API_KEY', 'PAGERDUTY_USER_API_KEY'],
    revoke: 'https://support.pagerduty.com/main/docs/api-access-keys',
    leastPrivilege: 'https://support.pagerduty.com/main/docs/api-access-keys',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/okta.go
  // https://github.com/NangoHQ/nango/tree/master/docs/integrations/all/okta-api-key/connect.mdx
  // Admin console of your own org: Security > API > Tokens.
  okta: {
    label: 'Okta',
    tokens: [{ label: 'API token (SSWS)', keyed: true, pattern: '00[A-Za-z0-9_-]{40}' }],
    names: ['OKTA_API_TOKEN'],
    revoke: 'https://login.okta.com/',
    leastPrivilege: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/mapbox.go
  // https://docs.mapbox.com/api/accounts/tokens/#token-format
  // Public by design: pk.eyJ… (public token).
  // Not seen in a public page, open once before a release: revoke.
  mapbox: {
    label: 'Mapbox',
    tokens: [
      {
        label: 'secret token',
        prefixes: ['sk.eyJ'],
        pattern: 'sk\\.eyJ[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{20,}',
      },
    ],
    names: ['MAPBOX_ACCESS_TOKEN', 'MAPBOX_SECRET_TOKEN'],
    revoke: 'https://account.mapbox.com/access-tokens/',
    leastPrivilege: 'https://docs.mapbox.com/help/getting-started/access-tokens/',
  },
  // https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/contentfulpersonalaccesstoken
  // Not seen in a public page, open once before a release: revoke.
  contentful: {
    label: 'Contentful',
    tokens: [
      { label: 'personal access token', prefixes: ['CFPAT-'], pattern: 'CFPAT-[A-Za-z0-9_-]{43}' },
    ],
    names: ['CONTENTFUL_MANAGEMENT_ACCESS_TOKEN'],
    revoke: 'https://app.contentful.com/account/profile/cma_tokens',
    leastPrivilege: 'https://www.contentful.com/developers/docs/references/authentication/',
  },
  // https://dashboard.ngrok.com
  // Not seen in a public page, open once before a release: revoke, leastPrivilege.
  ngrok: {
    label: 'ngrok',
    tokens: [
      {
        label: 'authtoken / API key',
        keyed: true,
        pattern: '[A-Za-z0-9]{20,30}_[A-Za-z0-9]{15,30}',
      },
    ],
    names: ['NGROK_AUTHTOKEN', 'NGROK_API_KEY'],
    revoke: 'https://dashboard.ngrok.com/authtokens',
    leastPrivilege: 'https://ngrok.com/docs/agent/#authtokens',
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/privatekey.go
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/age.go
  // Public by design: -----BEGIN PUBLIC KEY-----; -----BEGIN CERTIFICATE-----; age1… recipient.
  'private-key': {
    label: 'Private key (PEM / PuTTY / age)',
    tokens: [
      {
        label: 'age identity',
        prefixes: ['AGE-SECRET-KEY-1'],
        pattern: 'AGE-SECRET-KEY-1[A-Z0-9]{58}',
      },
    ],
    names: ['PRIVATE_KEY', 'SSH_PRIVATE_KEY'],
  },
  // https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules/jwt.go
  // Decode the payload: role=anon means public (Supabase); exp in the past means stale; iss can name the provider.
  jwt: {
    label: 'JSON Web Token',
    tokens: [],
    names: ['JWT', 'TOKEN', 'N8N_API_KEY', 'HA_TOKEN'],
  },
  // https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-database-connection-string
  // Report only the password part; ignore placeholder passwords and references.
  'connection-string': {
    label: 'Connection string with password',
    tokens: [],
    names: [
      'DATABASE_URL',
      'DATABASE_URI',
      'POSTGRES_URL',
      'REDIS_URL',
      'MONGODB_URI',
      'CONNECTION_STRING',
      'DSN',
    ],
  },
  // https://www.rfc-editor.org/rfc/rfc7617
  // Decode: must contain a colon and a password that is not a placeholder.
  'basic-auth': {
    label: 'HTTP Basic credentials',
    tokens: [],
    names: ['Authorization', 'Proxy-Authorization'],
  },
} as const satisfies Readonly<Record<string, Provider>>;

export type ProviderId = keyof typeof providers;

/** A provider's entry, without the literal types of the table. */
export function provider(id: ProviderId): Provider {
  return providers[id];
}
