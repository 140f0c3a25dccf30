import { sample } from 'fast-check';
import { expect, it } from 'vitest';
import type { ProfileName } from '../../../src/domain/profiles.ts';
import { newestRelease as release } from '../../../src/domain/releases.ts';
import { fakeSide } from '../fake-side.ts';
import type { Answer, Side } from '../side.ts';
import { Walks } from './arbitrary.ts';
import { kindOf } from './finding.ts';
import { momentsOn } from './moment.ts';
import { scriptOf } from './script.ts';
import type { Step } from './step.ts';
import type { Difference } from './telling.ts';
import { runWalks, type WalkResult } from './walks.ts';

/** A fake in the place of the cloud, with a clock that goes on by itself. */
function cloudLike(profile: ProfileName): Side {
  const fakes = fakeSide({ profile, release });
  let now = Date.parse('2013-10-09T12:00:00Z');
  return {
    ...fakes,
    async ask(asked) {
      now += 300;
      const answer = await fakes.ask(asked, now);
      return { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString() } };
    },
  };
}

function walked(real: ProfileName, profile: ProfileName, walks: number, together = 1): Promise<WalkResult> {
  return runWalks({
    real: cloudLike(real),
    rules: { profile, release },
    walks,
    steps: 40,
    seed: 1,
    together,
  });
}

const long = 120_000;

it('walks through two clouds with the same rules find no difference', { timeout: long }, async () => {
  expect(await walked('glance', 'glance', 10)).toMatchObject({
    walks: 10,
    listed: 0,
    differing: 0,
    findings: [],
  });
});

it('a walk that is interrupted agrees with nothing', async () => {
  const cloud = cloudLike('glance');
  const interrupted = new AbortController();
  const ask: Side['ask'] = (asked) => {
    interrupted.abort();
    return cloud.ask(asked);
  };
  const rules = { profile: 'glance', release } as const;
  const { signal } = interrupted;
  const result = await runWalks({
    real: { ...cloud, ask },
    rules,
    walks: 3,
    steps: 40,
    seed: 1,
    together: 1,
    signal,
  });
  expect(result).toMatchObject({ walks: 0, calls: 1, differing: 0, findings: [] });
});

it('a difference of the rules is found and shrunk', { timeout: long }, async () => {
  const { findings } = await walked('glance-legacy', 'glance', 5);
  expect(findings.length).toBeGreaterThan(0);
  for (const { walk } of findings) expect(walk.length).toBeLessThan(8);
});

it(
  'walks side by side are each counted once, and one of them has a kind of difference',
  { timeout: long },
  async () => {
    const { walks, listed, differing, unsteady, findings } = await walked('glance-legacy', 'glance', 8, 4);
    expect({ walks, ended: listed + differing + unsteady <= walks }).toEqual({ walks: 8, ended: true });
    const kinds = findings.map(({ difference }) => kindOf(difference));
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(findings.length).toBeLessThanOrEqual(differing);
  },
);

/** A cloud that answers the calls of one method as a cloud would that is out of order. */
function failingAt(method: string): Side {
  const cloud = cloudLike('glance');
  const ask = async (asked: Parameters<Side['ask']>[0]): Promise<Answer> => {
    const answer = await cloud.ask(asked);
    return asked.method === method ? { ...answer, status: 503 } : answer;
  };
  return { ...cloud, ask };
}

it.each([
  ['GET', { listed: 0, passed: 3, calls: 120 }],
  ['PUT', { listed: 3, passed: 0 }],
])(
  'a walk goes past a difference that is written down where the call only looked: %s',
  { timeout: long },
  async (method, expected) => {
    const rules = { profile: 'glance', release } as const;
    const listed = ({ step }: Difference): boolean => step.method === method;
    const options = { real: failingAt(method), rules, walks: 3, steps: 40, seed: 1, together: 1, listed };
    expect(await runWalks(options)).toMatchObject({ ...expected, differing: 0, unsteady: 0, findings: [] });
  },
);

it('what a server without a Date wrote in the second before it answered was done in that second', async () => {
  const times = ['2026-11-27T10:00:00.400Z', '2026-11-27T10:00:01.010Z'].map((each) => Date.parse(each));
  const moments = momentsOn(cloudLike('glance'), () => times.shift() ?? 0);
  const headers = { 'content-type': 'application/json' };
  const answer = (body: object): Answer => ({
    status: 200,
    headers,
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  await moments.of({ as: 'alpha', method: 'GET', path: '/v2/images' }, answer({}));
  const step: Step = { as: 'alpha', method: 'PATCH', path: '/v2/images/x' };
  const moment = await moments.of(step, answer({ updated_at: '2026-11-27T10:00:00Z' }));
  expect(new Date(moment).toISOString()).toBe('2026-11-27T10:00:00.000Z');
});

it('a seed makes the same walk again', () => {
  const make = (): unknown => sample(new Walks(40), { seed: 7, numRuns: 1 });
  expect(make()).toEqual(make());
});

it('a script has variables for tokens and ids', () => {
  const body = '{"id":"<image:1-8fa3>","owner":"<tenant:beta>"}';
  const lines = scriptOf([{ as: 'alpha', method: 'POST', path: '/v2/images', body }]).split('\n');
  expect(lines).toEqual([
    '# set first: GLANCE TOKEN_ALPHA TENANT_BETA',
    'WORD=walk-$RANDOM',
    'IMAGE_1=8fa30001-0000-4000-8000-$(openssl rand -hex 6)',
    `curl -si -X POST "$GLANCE/v2/images" -H "X-Auth-Token: $TOKEN_ALPHA" --data-binary '{"id":"'$IMAGE_1'","owner":"'$TENANT_BETA'"}'`,
  ]);
});
