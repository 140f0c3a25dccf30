import type { ProfileName } from '../../src/domain/profiles.ts';
import { type ReleaseName, releases } from '../../src/domain/releases.ts';
import { bytesOf } from '../../src/http/message.ts';
import { createFake, type Exchanged, type Fake, type FakeOptions } from '../../src/world/fake.ts';
import { fakeResidents, seedOfResidents } from './residents.ts';
import { type Answer, type Asked, type Side, tokensOf } from './side.ts';

/** Whose rules a cloud follows, and of which release. */
export interface Rules {
  readonly profile: ProfileName;
  readonly release: ReleaseName;
}

/** A fake in this process, whose clock the comparison holds. */
export interface FakeSide extends Side {
  readonly fake: Fake;
  /** Whether members of a list come in any order: the release leaves it to its database, which chooses by what it has counted. */
  readonly anyMemberOrder: boolean;
  /** Asks at a time: milliseconds since 1970. Without one, at the time of the request before. */
  ask(asked: Asked, now?: number): Promise<Answer>;
  /** How the last request was decided. */
  readonly last: Exchanged | undefined;
}

const base = 'http://image-members.fake';
const { host } = new URL(base);

/** Methods for which Node sends no `Content-Length` where there is no body. */
const bodiless: readonly string[] = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

/** A fake with some rules and the same residents as a real side. */
export function fakeSide(rules: Rules, options: FakeOptions = {}): FakeSide {
  let now = Date.now();
  let last: Exchanged | undefined;
  const fake = createFake({
    seed: seedOfResidents,
    ...rules,
    journal: 0,
    ...options,
    clock: () => now,
    onExchange: (exchanged) => (last = exchanged),
  });
  const send = async (asked: Asked, token?: string): Promise<Answer> => answerOf(fake, asked, token);
  const tokenOf = tokensOf(fakeResidents, send);
  return {
    name: 'fake',
    fake,
    anyMemberOrder: isMemberOrderOpen(rules.release),
    residents: fakeResidents,
    places: { glance: base, identity: `${base}/identity` },
    get last() {
      return last;
    },
    ask: async (asked, at = now) => {
      now = at;
      const token = asked.as === null ? undefined : await tokenOf(asked.as);
      now = at;
      return send(asked, token);
    },
  };
}

/** Whether a release lists members in no order that can be relied on. */
export function isMemberOrderOpen(release: ReleaseName): boolean {
  return releases[release].memberOrder === 'id';
}

function answerOf(
  fake: Fake,
  { method, path, headers = {}, body }: Asked,
  token: string | undefined,
): Answer {
  const bytes = typeof body === 'string' ? bytesOf(body) : (body ?? new Uint8Array());
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const sent: Record<string, string> = {
    host,
    ...(token === undefined ? {} : { 'x-auth-token': token }),
    ...Object.fromEntries(given),
  };
  const counted =
    sent['transfer-encoding'] === undefined && (body !== undefined || !bodiless.includes(method));
  if (counted) sent['content-length'] ??= String(bytes.length);
  const {
    status,
    headers: pairs,
    body: answered,
  } = fake.exchange({ method, target: path, base, headers: sent, body: bytes });
  return { status, headers: joined(pairs), body: method === 'HEAD' ? new Uint8Array() : answered };
}

function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [written, value] of pairs) {
    const name = written.toLowerCase();
    all[name] = all[name] === undefined ? value : `${all[name]}, ${value}`;
  }
  return all;
}
