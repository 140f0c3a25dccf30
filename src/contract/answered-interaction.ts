import type { Profile } from '../domain/profile.ts';
import type { AnyProfile } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { remembered } from '../domain/remembered.ts';
import { bytesOf, type HttpRequest, type HttpResponse } from '../http/message.ts';
import { readSeedFile } from '../seed-file.ts';
import { createFake, type Exchanged, type Fake, type FakeOptions } from '../world/fake.ts';
import { rulesOf } from '../world/options.ts';
import type { Seed } from '../world/seed.ts';
import { cast, isPlayer } from './cast.ts';
import type { ContractCloud } from './cloud.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import { fakeCloud } from './fake-cloud.ts';
import type { Interaction } from './interaction.ts';
import { rolesOfCast } from './own-levels.ts';
import { type Mistake, mistaken } from './mutants/words.ts';
import type { ProviderStateValues } from './provider-states.ts';
import { listener, placesIn, setUp } from './place.ts';
import { stageIn } from './stage.ts';
import { filled, filledDeep } from './template.ts';

/** An interaction with what the fake answered to it, as a contract asks for it. */
export interface AnsweredInteraction {
  readonly interaction: Interaction;
  /** What the provider states gave: examples for the contract. */
  readonly values: ProviderStateValues;
  readonly response: HttpResponse;
  readonly expectation: Expectation;
  /** Which rule answered: `addMember: callerPermitted → notAuthorized`, `listMembers: granted`. */
  readonly rule: string;
  /** How the fake came to the answer. */
  readonly trace: Exchanged['trace'];
  /** The cell of the permission table that the answer rests on: `addMember consumer`; null: none. */
  readonly cell: string | null;
  /** What is unproven about the answer. */
  readonly unproven: Exchanged['trace']['unproven'];
  /**
   * The cells that were decided by on the way to the answer, in provider states too: `addMember consumer`; `addMember` alone, where
   * the request was answered before the caller was known.
   */
  readonly decided: readonly string[];
}

/** The time at which contracts are written: every time in them is of this minute. */
const fixedTime = Date.parse('2026-01-15T09:30:00Z');

/** What makes a contract the same each time it is written. */
const still = { clock: () => fixedTime, random: () => 0.5 };

/** Answers interactions, one at a time. */
type Answering = (interaction: Interaction) => Promise<AnsweredInteraction>;

/** The cloud in which provider states are made, in place of one as it is. */
type Helping = (cloud: ContractCloud) => ContractCloud;

const asItIs: Helping = (cloud) => cloud;

/**
 * Answers interactions with a fake of a profile, each in a cloud of its own with nothing but the cast in it.
 * @param mistake makes it a wrong server, in provider states too.
 * @param release the one that it shows; left out: the newest.
 * @param helped the cloud in which provider states are made, where that is not the fake as it is.
 */
export function answererFor(
  profile: AnyProfile,
  mistake?: Mistake,
  release?: ReleaseName,
  helped: Helping = asItIs,
): Answering {
  const heard = listener();
  const making = { profile, ...(release && { release }), ...still, journal: 0, onExchange: heard.hear };
  // Each interaction starts the world anew. With all its ids in the seed, none has to be made again each time.
  const fake = createFake({ ...making, seed: seedFor(profile, making) });
  const server = mistake === undefined ? fake : mistaken(fake, mistake);
  const cloudOf = (one: Fake): ContractCloud => helped(fakeCloud(one, { stable: true }));
  const places = placesIn(fake, cloudOf, heard);
  return async (interaction) => {
    // A wrong server may remember what it was asked.
    const place = mistake === undefined ? await places(interaction) : undefined;
    const here = place?.fake ?? server;
    here.reset();
    heard.begin(place?.decided);
    const stage = stageIn(cloudOf(here));
    const given = { ...place?.values, ...(await setUp(stage, place?.further ?? interaction.given)) };
    const response = here.exchange(requestOf(interaction, given));
    const exchanged = heard.last();
    await stage.tearDown();
    const values = withNamedToken(interaction, given);
    const expected = expectedOf(response, interaction, values, fake.rules);
    return { interaction, values, response, ...expected, ...decidedIn(exchanged), decided: heard.decided() };
  };
}

function expectedOf(
  response: HttpResponse,
  interaction: Interaction,
  values: ProviderStateValues,
  { unproven }: Profile,
): Pick<AnsweredInteraction, 'expectation'> {
  const openLists = interaction.openLists ?? false;
  return { expectation: expectationOf(response, ofThisCloud(interaction, values), { openLists, unproven }) };
}

/** Rules whose answers are kept, at most. */
const mostKept = 12;

const kept: WeakMap<Helping, Map<string, Answering>> = new WeakMap();

/**
 * Answers as `answererFor` does, each interaction once: an answer follows from the interaction and the rules. The answers by the
 * rules that were asked last are kept for whoever asks by them again.
 */
export function keptAnswersFor(
  profile: AnyProfile,
  release?: ReleaseName,
  helped: Helping = asItIs,
): Answering {
  const known = kept.get(helped) ?? new Map<string, Answering>();
  kept.set(helped, known);
  const key = JSON.stringify([profile, release]);
  const answer = known.get(key) ?? remembered(inOrder(answererFor(profile, undefined, release, helped)));
  known.delete(key);
  known.set(key, answer);
  for (const oldest of [...known.keys()].slice(0, -mostKept)) known.delete(oldest);
  return answer;
}

/** Answers one after another, whoever asks: all are answered by one fake. */
function inOrder(answer: Answering): Answering {
  let last: Promise<unknown> = Promise.resolve();
  return (interaction) => {
    const next = last.then(
      () => answer(interaction),
      () => answer(interaction),
    );
    last = next;
    return next;
  };
}

/** How a fake came to an answer. */
function decidedIn(exchanged: Exchanged): Pick<AnsweredInteraction, 'rule' | 'cell' | 'trace' | 'unproven'> {
  const { trace } = exchanged;
  return { rule: ruleOf(exchanged), cell: cellOf(exchanged), trace, unproven: trace.unproven };
}

const seeds = new Map<string, Seed>();

/** The world of contracts with all ids in it. It is the same each time, in all profiles whose cast has the same roles. */
function seedFor(profile: AnyProfile, making: FakeOptions): Seed {
  const own = typeof profile === 'string' ? undefined : profile;
  const { updateMember, showImage } = own?.permissions ?? {};
  const levels = [updateMember?.role, showImage?.role];
  const key = JSON.stringify([own?.based_on ?? profile, own?.roles, own?.administrators, levels]);
  const seed =
    seeds.get(key) ?? createFake({ ...making, seed: seedOfCast(rulesOf(making)) }).world({ secrets: true });
  seeds.set(key, seed);
  return seed;
}

/** The world of contracts, its users with the roles that their parts ask for. */
function seedOfCast(profile: Profile): Seed {
  const seed = readSeedFile('contract');
  const { own } = profile;
  if (own === null || (own.roles === undefined && own.administrators === undefined)) return seed;
  const roles = rolesOfCast(own, profile);
  const users = seed.users?.map((user) =>
    isPlayer(user.name) ? { ...user, roles: { [cast[user.name].tenant]: roles(user.name) } } : user,
  );
  return { ...seed, ...(users && { users }) };
}

/** The values that differ from cloud to cloud: a name that a provider state says of an image is the same everywhere. */
function ofThisCloud({ given }: Interaction, values: ProviderStateValues): ProviderStateValues {
  const named = given
    .filter(({ parameters }) => typeof parameters['name'] === 'string')
    .map(({ parameters }) => `${String(parameters['as'] ?? 'image')}_name`);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !named.includes(name)));
}

const fakeBase = 'http://image-members.fake';

/** A token is a secret of the cloud that the contract is verified on: the example only says whose it is. */
function withNamedToken({ given }: Interaction, values: ProviderStateValues): ProviderStateValues {
  const caller = given.find(({ state }) => state === 'a caller')?.parameters['is'];
  return values['token'] === undefined ? values : { ...values, token: `token-of-${String(caller)}` };
}

/** The request as it goes to a cloud whose provider states gave these values. */
export function requestOf({ request, caller }: Interaction, values: ProviderStateValues): HttpRequest {
  const { body, type } = request;
  const text = typeof body === 'string' ? body : JSON.stringify(filledDeep(body, values));
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    ...headersOf(request.headers ?? {}, values),
    ...(caller === null ? {} : { 'x-auth-token': filled('${token}', values) }),
  };
  const target = filled(request.path, values) + queryOf(request.query ?? {}, values);
  return {
    method: request.method,
    target,
    base: fakeBase,
    headers,
    body: body === undefined ? bytesOf('') : bytesOf(text),
  };
}

function headersOf(
  headers: Readonly<Record<string, string>>,
  values: ProviderStateValues,
): Readonly<Record<string, string>> {
  const filledIn = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    filled(value, values),
  ]);
  return Object.fromEntries(filledIn) as Record<string, string>;
}

function queryOf(query: NonNullable<Interaction['request']['query']>, values: ProviderStateValues): string {
  // Verifiers send the names of a query in the order of the alphabet, and links repeat them as they came.
  const sorted = Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const pairs = sorted.flatMap(([name, given]) =>
    [given].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(filled(value, values))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The rule behind an answer, in the words of the tables. */
function ruleOf({ trace, status }: Exchanged): string {
  const operation = trace.operation ?? 'request';
  if (trace.refused === null) return `${operation}: ${status < 400 ? 'granted' : status}`;
  return `${operation}: ${trace.refused.check} → ${trace.refused.refusal}`;
}

/** The checks that read a row of the permission table. */
const rowChecks: readonly string[] = ['imageVisible', 'callerReads', 'callerPermitted', 'memberOnRecord'];

/** The cell that an answer rests on: one that is refused before the row is read rests on none. */
function cellOf({ trace: { operation, decision, refused } }: Exchanged): string | null {
  if (operation === null || decision === null) return null;
  const isRead = refused === null || rowChecks.includes(refused.check);
  return isRead || decision.passed.includes('callerPermitted') ? `${operation} ${decision.persona}` : null;
}
