/** `compare` on a real Glance with today's policy defaults: the fake answers as it does, and nothing is left there. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  cloud = await contractCloud('survey');
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

it(
  'a real Glance answers all questions as the fake does, and nothing is left behind',
  async () => {
    const before = await cloud.images('glance');
    const where = ['--provider-base-url', cloud.glance('glance'), '--clouds', cloud.cloudsFile];
    const args = [main, 'compare', ...where, '--requests-per-second', '200', '--without', 'quota'];
    const environment = { PATH: process.env['PATH'] ?? '', HOME: cloud.folder };
    const { status, stdout } = await run(process.execPath, args, environment, cloud.folder);
    expect(stdout).toMatch(/^\d{3} questions asked: \d{3} answered the same, 0 differently\.$/m);
    expect(status).toBe(0);
    expect(await cloud.images('glance')).toEqual(before);
  },
  5 * minutes,
);
