import type { CancellationToken } from 'vscode-languageserver';
import { provider } from '../../../rules/catalog/providers.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { version } from '../../machine/version.ts';
import type { AskOutcome, AskPlan } from '../../probe/ask/types.ts';
import {
  type AskParams,
  type AskQuestion,
  type AskResult,
  type PlanAskParams,
  probeProgress,
} from '../../protocol.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { consentStamp } from './consent-stamp.ts';
import { findServer } from './find-server.ts';

const NOBODY = sentence`It has no credential here whose provider can be asked.`;
const CHANGED = sentence`The config has changed since you were asked. Ask again.`;

type Found = { readonly plans: readonly AskPlan[] } | { readonly problem: SafeText };

/** What a person has to read before their credential is sent. Nothing is sent for it. */
export async function planAsking(
  session: Session,
  workspace: Workspace,
  params: PlanAskParams,
): Promise<AskQuestion> {
  const found = await plansFor(session, workspace, params);
  const nothing = { credentials: [], title: '', detail: '', stamp: '' };
  if ('problem' in found) return { ...nothing, problem: found.problem };
  const [plan, other] = found.plans;
  if (!plan) return { ...nothing, problem: NOBODY };
  const credentials = found.plans.map(({ name }) => safe.name(name));
  if (other) return { ...nothing, problem: null, credentials };
  const text = textFor(session, plan, params);
  const [title = '', ...detail] = text.split('\n');
  const stamp = consentStamp(session, plan, text);
  return { problem: null, credentials, title, detail: detail.join('\n'), stamp };
}

/** Sends one credential to its provider, because somebody said yes to exactly that. */
export async function askOne(
  session: Session,
  workspace: Workspace,
  params: AskParams,
  token: CancellationToken,
): Promise<AskResult> {
  const { client, connection, probes, runtime } = session;
  const found = await plansFor(session, workspace, params);
  if ('problem' in found) return nothing(found.problem);
  const [plan, other] = found.plans;
  if (!plan || other) return nothing(plan ? CHANGED : NOBODY);
  const isAsMeant = consentStamp(session, plan, textFor(session, plan, params)) === params.stamp;
  const stop = new AbortController();
  const cancelled = token.onCancellationRequested(() => stop.abort());
  const outcome = await runtime
    .probes()
    .prober.ask(plan, {
      trusted: client.options.trusted === true,
      consent: async () => isAsMeant,
      untilRefused: params.untilRefused * 1000,
      progress: (text) => {
        // Fails where nobody listens any more.
        connection
          .sendProgress(probeProgress, params.token, safe.text(text))
          .catch(() => undefined);
      },
      signal: stop.signal,
      now: () => runtime.now(),
    })
    .finally(() => cancelled.dispose());
  if (outcome.kind !== 'done') return nothing(whyOf(outcome, isAsMeant));
  const { askRecordOf } = runtime.probes();
  const record = askRecordOf(plan, outcome, params.uri, version, runtime.now());
  return {
    problem: null,
    said: saidIn(plan, outcome),
    live: outcome.standing === 'live',
    probes: probes.add({ uri: params.uri, record, tools: null }),
  };
}

async function plansFor(
  session: Session,
  workspace: Workspace,
  params: PlanAskParams,
): Promise<Found> {
  const found = await findServer(session, workspace, params);
  if ('problem' in found) return found;
  const { config, server, fingerprint } = found;
  const all = session.runtime.probes().asksOf(config, server, { fingerprint, env: process.env });
  const isMeant = ({ name }: AskPlan) =>
    params.credential === '' || safe.name(name) === params.credential;
  return { plans: all.filter(isMeant) };
}

function textFor({ runtime }: Session, plan: AskPlan, { untilRefused }: PlanAskParams): string {
  return safe.lines(runtime.probes().askText(plan, untilRefused * 1000));
}

function whyOf({ kind, why }: AskOutcome, isAsMeant: boolean): SafeText {
  return kind === 'refused' && !isAsMeant ? CHANGED : safe.text(why);
}

const REACH = {
  everything: sentence`It may do everything its owner can.`,
  writes: sentence`It may write.`,
  reads: sentence`It may read, and nothing else.`,
} as const;

function saidIn(plan: AskPlan, outcome: AskOutcome): SafeText {
  const { standing, why, reach, expires, refusedAfter } = outcome;
  const who = safe.text(provider(plan.provider).label);
  const name = sentence`${safe.name(plan.name)} of "${safe.name(plan.server)}"`;
  const first = {
    live: sentence`${who} takes ${name}.`,
    refused: sentence`${who} refuses ${name}.`,
    unclear: sentence`${who} did not say whether it takes ${name}.`,
  }[standing];
  const end =
    expires === 'never'
      ? sentence`It never expires.`
      : sentence`It expires on ${safe.name(expires ?? '')}.`;
  return safe.join(
    [
      first,
      ...(why === '' ? [] : [safe.text(why)]),
      ...(refusedAfter === undefined
        ? []
        : [sentence`It was taken for ${refusedAfter} seconds after the first question.`]),
      ...(reach ? [REACH[reach]] : []),
      ...(expires === undefined ? [] : [end]),
    ],
    ' ',
  );
}

function nothing(problem: SafeText): AskResult {
  return { problem, said: sentence``, live: false, probes: null };
}
