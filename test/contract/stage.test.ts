import { expect, it } from 'vitest';
import { type ContractCloud, StateError } from '../../src/contract/cloud.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import type { ImageGiven } from '../../src/contract/provider-states/image-parameters.ts';
import { type Stage, stageIn } from '../../src/contract/stage.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';

const seed = readSeedFile('contract');

interface Staged {
  readonly fake: Fake;
  readonly stage: Stage;
}

/** A fake with nothing but the cast in it, and a stage in it. */
function staged(change: (cloud: ContractCloud) => ContractCloud = (cloud) => cloud): Staged {
  const fake = createFake({ seed });
  return { fake, stage: stageIn(change(fakeCloud(fake))) };
}

it('an image that the request itself created under a free name is taken away, protected or not', async () => {
  const { fake, stage } = staged();
  const { free_name: name = '' } = await stage.setUp('a free name', { is: 'consumer' });
  fake.as('consumer').request('POST', '/v2/images', { body: { name, protected: true } });
  fake.as('consumer').images.create({ name: 'another', visibility: 'private' });
  await stage.tearDown();
  expect(fake.world().images).toMatchObject([{ name: 'another' }]);
});

it('an image that the request itself deleted is no mistake', async () => {
  const { fake, stage } = staged();
  const { image = '' } = await stage.setUp('an image', {});
  fake.as('producer').images.delete(image);
  await expect(stage.tearDown()).resolves.toBeUndefined();
});

it('a state that is no longer needed is given up, and what came of it is taken away', async () => {
  let asked = 0;
  const { fake, stage } = staged((cloud) => ({
    ...cloud,
    ask: (player, request) => ((asked += 1), cloud.ask(player, request)),
  }));
  const made = stage.setUp('an image', { fill: 100 });
  await Promise.resolve();
  await Promise.all([expect(made).rejects.toThrow('given up'), stage.tearDown()]);
  expect(asked).toBeLessThan(20);
  expect(fake.world().images).toEqual([]);
});

it('two stages in one cloud take away their own', async () => {
  const { fake, stage } = staged();
  const other = stageIn(fakeCloud(fake));
  await stage.setUp('an image', { name: 'mine' });
  await other.setUp('an image', { name: 'theirs' });
  await stage.tearDown();
  expect(fake.world().images).toMatchObject([{ name: 'theirs' }]);
});

/** A cloud in which one call goes wrong, counted from 1. */
function failingAt(place: number, fail: () => never | { status: number; body: unknown }) {
  let calls = 0;
  return (cloud: ContractCloud): ContractCloud => ({
    ...cloud,
    ask: async (player, request) => ((calls += 1) === place ? fail() : cloud.ask(player, request)),
  });
}

const busy = (): { status: number; body: unknown } => ({ status: 503, body: 'busy' });
const unreachable = (): never => {
  throw new StateError('was not answered');
};
const whole: ImageGiven = {
  members: [{ tenant: 'consumer', status: 'accepted' }],
  visibility: 'private',
  status: 'deactivated',
  protected: true,
};

it.each([1, 2, 3, 4, 5, 6, 7])('after a failure of call %i of a state nothing stays', async (place) => {
  for (const fail of [busy, unreachable]) {
    const { fake, stage } = staged(failingAt(place, fail));
    await expect(stage.setUp('an image', whole)).rejects.toThrow(/was answered 503 busy|was not answered/);
    await stage.tearDown();
    expect(fake.world().images).toEqual([]);
  }
});

it('what cannot be taken away is told by its id, and the rest is taken away', async () => {
  const stuck: string[] = [];
  const { fake, stage } = staged((cloud) => ({
    ...cloud,
    ask: async (player, request) =>
      request.method === 'DELETE' && stuck.some((id) => request.path.endsWith(id))
        ? { status: 409, body: 'in use' }
        : cloud.ask(player, request),
  }));
  const { image = '' } = await stage.setUp('an image', { name: 'stuck' });
  stuck.push(image);
  await stage.setUp('an image', { name: 'free' });
  await expect(stage.tearDown()).rejects.toThrow(`These images could not be removed: ${image}.`);
  expect(fake.world().images).toMatchObject([{ name: 'stuck' }]);
});

it('that somebody else does not see an image does not say that it is gone', async () => {
  const fake = createFake({ seed, profile: 'rackspace' });
  const cloud = fakeCloud(fake);
  const ask: ContractCloud['ask'] = async (player, request) =>
    player === 'producer' && request.method === 'DELETE'
      ? { status: 409, body: 'in use' }
      : cloud.ask(player, request);
  const stage = stageIn({ ...cloud, ask });
  const { image = '' } = await stage.setUp('an image', {});
  await expect(stage.tearDown()).rejects.toThrow(`These images could not be removed: ${image}.`);
});
