import { annotated, demand, endpoint, items, oauth, person } from './demands.ts';
import { ask, type Directory, met, missing, none } from './directory.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'openWorldHint'];
const CARED =
  /^(?:card_?number|cvv|cvc|ssn|social_?security\w{0,20}|passport\w{0,20}|password|passwd|api_?key|secret)$/i;

export const openaiPlugins: Directory = {
  id: 'openai-plugins',
  name: 'OpenAI directory: plugins for ChatGPT and Codex',
  seen: '2026-10-02',
  sources: [
    'developers.openai.com/plugins/deploy/submission',
    'developers.openai.com/plugins/deploy/app-review',
    'developers.openai.com/plugins/plugin-guidelines',
    'developers.openai.com/apps-sdk/app-submission-guidelines',
  ],
  demands: [
    demand(
      'endpoint',
      'a public https endpoint on a domain of yours, with its challenge',
      [11],
      endpoint,
    ),
    demand(
      'annotations',
      'readOnlyHint, destructiveHint and openWorldHint on every tool, each with a reason',
      [4],
      annotated((hints) => HINTS.every((it) => hints.has(it)), 'one of the three hints'),
    ),
    items(
      'tests',
      'five cases that work and three that do not, with what is expected',
      [25, 26, 40],
    ),
    items('policies', 'a privacy policy, terms, support and a website of the publisher', [41, 57]),
    demand(
      'oauth',
      'OAuth 2.1: metadata of the resource, 401 with WWW-Authenticate, PKCE, scopes',
      [3, 4],
      oauth,
    ),
    person('account', 'a demo account with sample data, without sign-up and second factor'),
    person(
      'presentation',
      'a video, three starter prompts of 128 characters, names and icon in their sizes',
      [40],
    ),
    demand(
      'sensitive',
      'no cards, health data, ids of a state, passwords or keys through tools',
      [12, 45],
      ({ project }) => {
        const found = project.tools.flatMap(({ schema }) =>
          (schema?.parameters ?? []).filter(({ name }) => CARED.test(name)),
        );
        return found.length > 0
          ? missing(
              'A tool takes what must not go through a tool.',
              found.map(({ at }) => at),
            )
          : met(
              'No argument is called after such data.',
              project.tools.slice(0, 1).map(({ nameAt }) => nameAt),
            );
      },
    ),
    demand('csp', 'the exact domains of its pages', [7], ({ signals }) => {
      const pages = signals.code.texts(/^ui:\/\//);
      if (pages.length === 0) return none('It shows no pages in the client.');
      const found = signals.code.words(
        /^(?:csp|connectDomains|resourceDomains|connect_domains|resource_domains)$/i,
      );
      return found.length > 0
        ? met('Domains are given.', found)
        : ask('Its pages name no domains.', pages);
    }),
  ],
};
