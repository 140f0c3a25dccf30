import type { HttpRequest } from '../../src/http/message.ts';
import { documentation } from '../../src/world/documentation.ts';
import { ConnectionCut, createFake, type Exchanged, type FakeOptions } from '../../src/world/fake.ts';
import { isListed } from './log.ts';
import { hostileRequests } from '../hostile.ts';
import { attackedWorld } from './place.ts';
import type { Attack } from './request.ts';
import type { Verdict } from './verdict.ts';

/** An attack as a door passes it on to the core. */
export function requestOf({ method, target, headers, body }: Attack, base: string): HttpRequest {
  const lower = headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return { method, target, base, headers: Object.fromEntries(lower), body };
}

/**
 * Sends requests to the core itself, without a server: what it answers on purpose is no problem, whatever it is, nor is a
 * connection that ends where Glance's web server ends it.
 * @returns a sentence for each request that makes it throw, or that it answers with a failure that is not listed.
 */
export function coreProblems(requests: Iterable<HttpRequest>, options: FakeOptions = {}): readonly string[] {
  const heard: Exchanged[] = [];
  const fake = createFake({ seed: attackedWorld(), ...options, onExchange: (each) => void heard.push(each) });
  const problems: string[] = [];
  for (const request of requests) {
    heard.length = 0;
    const at = `${request.method} ${request.target.slice(0, 200)}`;
    try {
      const { status } = fake.exchange(request);
      const refused = heard[0]?.trace.refused ?? null;
      const failure = { method: request.method, target: request.target, status, refused };
      if (status >= 500 && !isListed(failure)) problems.push(`${at}: ${status}`);
    } catch (error) {
      const isGlances = heard[0]?.trace.refused?.refusal === 'serverBroke';
      if (error instanceof ConnectionCut && isGlances) continue;
      problems.push(`${at}: ${(error as Error).message}`);
    }
  }
  return problems;
}

const kib = 1024;
/** How long the requests are that are made to be slow: in one step, and as long as a body may be. */
export const hostileSizes: readonly number[] = [kib, kib * kib];

/** What is made to be slow, by name; each goes to the core in every size. */
export const hostileNames: readonly string[] = Object.keys(hostileRequests);

/** Sends what is made to be slow to the core itself. */
export function attackCore(verdict: Verdict): void {
  for (const [name, make] of Object.entries(hostileRequests))
    for (const size of hostileSizes) {
      const problems = coreProblems([make(size)], { seed: documentation, identityV2: true });
      verdict.check('core', problems.length === 0, () => `${name}, ${size} bytes: ${problems.join('; ')}`);
    }
}
