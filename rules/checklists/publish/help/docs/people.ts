import type { Tool } from '../../../../project/tools/tool.ts';
import { DRAFT, type Helper } from '../help.ts';
import type { Known } from '../known.ts';
import { section } from '../section.ts';

/** P40: what a user can say, from titles of tools. */
export const prompts: Helper = (known) => {
  const { tools } = known;
  if (tools.length === 0) return undefined;
  const said = [...tools.slice(0, 3).map(promptOf), ...MORE].slice(0, 3);
  const body = `Things to say:\n\n${said.map((it) => `- "${it}"`).join('\n')}`;
  return {
    id: 'prompts',
    title: 'Write three examples of what a user can say',
    kind: 'draft',
    edits: section(known, 'Example prompts', /^(?:example|sample)s?(?: prompts)?$/i, body),
    next: ['Try each of them, with names that your users would use.'],
  };
};

const MORE = ['What can you do with this server?', 'Show me an example, step by step.'];

/** "find_notes" with an argument "words" is "Find notes for the words …". */
function promptOf({ name, title, schema }: Tool): string {
  const bare = (
    title?.value ?? name.replace(/[_-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')
  ).trim();
  const words = bare.charAt(0).toUpperCase() + bare.slice(1).toLowerCase();
  const [first] = (schema?.parameters ?? []).filter(({ optional }) => !optional);
  const about = first ? ` for the ${first.name.replace(/[_-]+/g, ' ')} I give you` : '';
  return `${words}${about}, and tell me what matters.`;
}

/** P41: the five things that two directories ask for, or one sentence where nothing leaves the machine. */
export const privacy: Helper = (known) => ({
  id: 'privacy',
  title: 'Write a statement on privacy',
  kind: 'draft',
  edits: section(known, 'Privacy policy', /\bprivacy\b/i, statement(known)),
  next: [
    'Directories want it under an https address as well; a bundle links it in privacy_policies.',
  ],
});

function statement({ name, services, signals, settings }: Known): string {
  const asks = `Questions and requests: ${contact}`;
  if (signals.services.length + signals.telemetry.length === 0)
    return `${name} runs on your machine and sends nothing to anybody. It collects no data, uses no service and shares nothing. What your host and your model do with the answers, their own policies say.\n\n${asks}`;
  const to =
    services.length > 0 ? services.map((it) => `\`${it}\``).join(', ') : 'the service behind it';
  const sent = new Set(signals.apiCredentials.map((it) => it.name));
  const secrets = settings.filter(({ secret, name: it }) => secret && sent.has(it));
  const stored =
    signals.ownTables.length > 0
      ? ' It keeps data in a database of its own: say which, and how it is protected.'
      : ' Nothing is stored on this machine.';
  const key =
    secrets.length > 0
      ? ` Your credential (\`${secrets[0]?.name}\`) is sent with them and kept nowhere else.`
      : '';
  const telemetry =
    signals.telemetry.length > 0
      ? ' It also reports how it is used: say what, to whom, and how to switch it off.'
      : ' It reports no usage.';
  return [
    `**What is collected.** The arguments of the tools you call.${telemetry}`,
    `**How it is used and stored.** Arguments are sent to ${to} to answer the call.${key}${stored}`,
    `**With whom it is shared.** With ${to}, under that service's own policy (link it here), and with nobody else.`,
    signals.ownTables.length > 0
      ? '**How long it is kept.** Say for how long, and what deletes it.'
      : '**How long it is kept.** Not beyond the call; what the service keeps, its policy says.',
    `**Contact.** ${asks}`,
  ].join('\n\n');
}

const contact = 'write an address that somebody reads.';

/** P57: where to ask. */
export const support: Helper = (known) => {
  const { repository } = known;
  const places = repository
    ? `Questions: ${repository}/discussions\n\nBugs: ${repository}/issues/new`
    : 'Questions and bugs: write where somebody reads them, an address or a forum.';
  return {
    id: 'support',
    title: 'Write where to get help',
    kind: 'draft',
    edits: section(
      known,
      'Support',
      /^(?:support|help|getting help|contact|community)$/i,
      `${places}\n\nWith a bug, say your version of ${known.name}, your host, and what its log says.`,
    ),
    next: repository
      ? ['Discussions have to be switched on in the settings of the repository.']
      : [],
  };
};

/** P35: the limits a user runs into. */
export const limits: Helper = (known) => {
  const { services } = known;
  const of = services.length > 0 ? services.join(', ') : 'the service behind it';
  return {
    id: 'limits',
    title: 'Write which limits there are',
    kind: 'draft',
    edits: section(
      known,
      'Limits',
      /^(?:rate )?limits$/i,
      `Calls count against the rate limit of ${of}: 60 requests per minute (write the number of your plan). A call that is refused says so, and when to try again.`,
    ),
    next: [`Look the number up, and take "${DRAFT}" out only then.`],
  };
};

/** P12: what is reported, and how to switch it off. */
export const telemetry: Helper = (known) => {
  if (known.signals.telemetry.length === 0) return undefined;
  const variable = `${known.name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_TELEMETRY`;
  return {
    id: 'telemetry',
    title: 'Write what is reported',
    kind: 'draft',
    edits: section(
      known,
      'Telemetry',
      /telemetry/i,
      `This server reports which tool was called, whether it failed and how long it took. It reports no arguments, no answers and nothing that names you. It is deleted after 90 days.\n\nTo opt out: \`${variable}=0\` or \`DO_NOT_TRACK=1\`.`,
    ),
    next: [`The code has to honour ${variable} and DO_NOT_TRACK.`],
  };
};

/** P13, P42: how long, and how to have it deleted. */
export const deletion: Helper = (known) => ({
  id: 'deletion',
  title: 'Write how data is deleted',
  kind: 'draft',
  edits: section(
    known,
    'Your data',
    /^(?:your data|data retention|deleting)/i,
    'What is kept of you is deleted after 90 days without a call (write the true period). To delete your data at once, write the address or the route that does it.',
  ),
  next: ['Nothing is deleted because a document says so: the code has to do it.'],
});
