import { misleading } from '../../text/tool-words.ts';
import {
  annotated,
  demand,
  items,
  oauth,
  person,
  privacyPolicy,
  shortToolNames,
} from './demands.ts';
import { ask, type Demand, type Directory, met, missing, none } from './directory.ts';

/** Descriptions that mislead are seen; that a tool does what it says, only a person sees. */
const honest: Demand['judge'] = ({ project }) => {
  const bad = project.tools.filter(
    ({ description }) => description?.value && misleading(description.value),
  );
  return bad.length > 0
    ? missing(
        'A description gives orders to the model, or hides text.',
        bad.map(({ nameAt }) => nameAt),
      )
    : ask('Does every tool do what its description says, and no more?');
};

export const claudePolicy: Directory = {
  id: 'claude-policy',
  name: 'Anthropic Software Directory Policy',
  seen: '2026-04-15',
  sources: ['support.claude.com/en/articles/13145358-anthropic-software-directory-policy'],
  demands: [
    items(
      '1.D',
      'to collect no more of the conversation than a call needs, not even for logs',
      [12],
    ),
    person('1.F', 'no look into memory, history, summaries or uploaded files of the user', []),
    demand('2.A-G', 'tools that do what they say, steer no others and hide nothing', [30], honest),
    demand(
      '3.A',
      'a link to a privacy policy where it collects data or reaches a service',
      [13, 41],
      privacyPolicy,
    ),
    items('3.B', 'a channel for support, and one for security', [57, 60]),
    items('3.C', 'documents: how it works, what for, what to do when it does not', [30, 38, 39]),
    person('3.D', 'a test account with sample data'),
    demand('3.E', 'three examples of what a user can say', [40], (view) => {
      const item = view.item(40);
      if (item?.status === 'pass' && item.places.length < 3)
        return {
          says: 'missing',
          text: `${item.places.length} of three are there.`,
          places: item.places,
        };
      return items('', '', [40]).judge(view);
    }),
    person('3.F', 'that you own every domain and endpoint it reaches'),
    person('3.G', 'that it is maintained, and problems are looked at', [59, 61, 62, 63]),
    demand(
      '4',
      'no moving of money or assets, no pictures made by a model, no advertising',
      [45],
      (view) => {
        const { code } = view.signals;
        const paying = code.uses('payment').flatMap(({ imports }) => imports);
        return paying.length > 0
          ? ask('It drives a payment processor: does a tool move money?', paying)
          : ask('Only a person can tell.');
      },
    ),
    items('5.A', 'errors that help', [19]),
    items('5.B', 'answers in proportion: 25,000 tokens at most', [24]),
    demand('5.C', 'names of tools of 64 characters at most', [30], shortToolNames),
    demand('5.D', 'OAuth 2.0 where it is remote and asks who calls', [3, 11], oauth),
    demand(
      '5.E',
      'readOnlyHint or destructiveHint, and a title, on every tool',
      [4],
      annotated(
        (hints) =>
          hints.has('title') && (hints.has('readOnlyHint') || hints.has('destructiveHint')),
        'a title, or readOnlyHint or destructiveHint',
      ),
    ),
    demand('5.F', 'Streamable HTTP where it is remote', [36], ({ project, signals }) => {
      if (signals.http.length === 0) return none('It is not reached over the network.');
      const streams = project.transports.filter(({ kind }) => kind === 'http').map(({ at }) => at);
      return streams.length > 0
        ? met('It speaks Streamable HTTP.', streams)
        : { says: 'missing', text: 'It speaks SSE alone.', places: signals.http };
    }),
    person('5.G', 'dependencies that are reasonably current', [63]),
  ],
};
