import { bytesOf, type HttpRequest, type HttpResponse } from '../http/message.ts';
import type { Exchanged, Fake } from '../world/fake.ts';
import { fakeCloud } from './fake-cloud.ts';
import type { Interaction } from './interaction.ts';
import { stageIn } from './stage.ts';
import type { Values } from './states.ts';
import { filled, filledDeep } from './template.ts';

/** An interaction after it was told to a fake. */
export interface Told {
  readonly interaction: Interaction;
  /** What the provider states gave: examples for the contract. */
  readonly values: Values;
  readonly response: HttpResponse;
  /** Which rule answered: `addMember: callerPermitted → notAuthorized`, `listMembers: granted`. */
  readonly rule: string;
  /** Where nobody knows what the service answers: the gaps that the answer touches. */
  readonly unproven: Exchanged['trace']['unproven'];
}

const base = 'http://image-members.fake';

/** Tells an interaction to a fake: makes its provider states there, asks, and takes the states away. */
export async function tell(interaction: Interaction, fake: Fake, watched: () => Exchanged): Promise<Told> {
  fake.reset();
  const stage = stageIn(fakeCloud(fake, { stable: true }));
  const values: Record<string, string> = {};
  for (const { state, parameters } of interaction.given)
    Object.assign(values, await stage.setUp(state, parameters));
  const response = fake.exchange(requestOf(interaction, values));
  const exchanged = watched();
  await stage.tearDown();
  const { unproven } = exchanged.trace;
  return { interaction, values: named(interaction, values), response, rule: ruleOf(exchanged), unproven };
}

/** A token is a secret of the cloud that the contract is verified on: the example only says whose it is. */
function named({ given }: Interaction, values: Values): Values {
  const caller = given.find(({ state }) => state === 'a caller')?.parameters['is'];
  return values['token'] === undefined ? values : { ...values, token: `token-of-${String(caller)}` };
}

/** The request as it goes to a cloud whose provider states gave these values. */
export function requestOf({ request, caller }: Interaction, values: Values): HttpRequest {
  const { body, type } = request;
  const text = typeof body === 'string' ? body : JSON.stringify(filledDeep(body, values));
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    ...lowered(request.headers ?? {}, values),
    ...(caller === null ? {} : { 'x-auth-token': filled('${token}', values) }),
  };
  const target = filled(request.path, values) + queryOf(request.query ?? {}, values);
  return {
    method: request.method,
    target,
    base,
    headers,
    body: body === undefined ? bytesOf('') : bytesOf(text),
  };
}

function lowered(
  headers: Readonly<Record<string, string>>,
  values: Values,
): Readonly<Record<string, string>> {
  const filledIn = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    filled(value, values),
  ]);
  return Object.fromEntries(filledIn) as Record<string, string>;
}

function queryOf(query: NonNullable<Interaction['request']['query']>, values: Values): string {
  // Verifiers send the names of a query in the order of the alphabet, and links repeat them as they came.
  const sorted = Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const pairs = sorted.flatMap(([name, given]) =>
    [given].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(filled(value, values))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The rule behind an answer, in the words of the tables. */
export function ruleOf({ trace, status }: Exchanged): string {
  const operation = trace.operation ?? 'request';
  if (trace.refused === null) return `${operation}: ${status < 400 ? 'granted' : status}`;
  return `${operation}: ${trace.refused.check} → ${trace.refused.refusal}`;
}
