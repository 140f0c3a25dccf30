/** What is taken back leaves a cloud as it was. */
import { expect, it } from 'vitest';
import { apply, copyOf, type WritableCloud } from '../../src/domain/apply.ts';
import type { Change } from '../../src/domain/cloud.ts';
import { applyUndoably } from '../../src/domain/undo.ts';
import { createFake } from '../../src/index.ts';
import { writtenCloud } from '../../src/state/clouds.ts';
import { seededRandom } from '../../src/world/random-ids.ts';
import { image } from './stores.ts';

/** Changes of each kind, from requests to a fake. */
function changesOf(seed: number): { readonly begun: WritableCloud; readonly changes: readonly Change[] } {
  const changes: Change[] = [];
  const limits = { removedMembers: 2, deletedImages: 2, maxTokens: 2 };
  const fake = createFake({
    ...limits,
    randomSeed: seed,
    onExchange: (exchanged) => changes.push(...exchanged.changes),
  });
  const begun = copyOf(fake.cloud);
  const random = seededRandom(seed);
  const any = (count: number): number => Math.floor(random() * count);
  const producer = fake.as('producer');
  const images: string[] = [image];
  const acts: readonly (() => void)[] = [
    () => void producer.members.create(images[any(images.length)] ?? image, `member ${any(6)}`),
    () => void producer.members.delete(images[any(images.length)] ?? image, `member ${any(6)}`),
    () => void producer.members.create(image, '123456'),
    () => void fake.as('consumer').members.update(image, '123456', any(2) === 0 ? 'accepted' : 'rejected'),
    () => void images.push(producer.images.create({ name: `image ${any(3)}` }).body.id),
    () => void producer.images.update(images[any(images.length)] ?? image, { note: String(any(9)) }),
    () => void (images.length > 3 && producer.images.delete(images.splice(1 + any(2), 1)[0] ?? '')),
    () => void fake.exchange(loginRequest),
  ];
  for (let count = 0; count < 120; count += 1) acts[any(acts.length)]?.();
  return { begun, changes };
}

const loginRequest = {
  method: 'POST',
  target: '/identity/v3/auth/tokens',
  base: 'http://cloud.test',
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode(
    '{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"producer","domain":{"id":"default"},"password":"producer-secret"}}}}}',
  ),
};

/** All of a cloud, with its groups and the order of everything. */
function allOf(cloud: WritableCloud): string {
  const groups = ['pending', 'accepted', 'rejected'].map((status) =>
    ['123456', 'member 1', 'member 2'].map((tenant) =>
      cloud.groups.sharedWith(tenant, [status as 'pending']).map((group) => [...group.inOrder('asc')]),
    ),
  );
  return JSON.stringify([writtenCloud(cloud, String), groups, [...cloud.groups.all.inOrder('asc')]]);
}

it.each([1, 2, 3, 4, 5])('changes that are taken back, the last one first, leave nothing (%i)', (seed) => {
  const { begun, changes } = changesOf(seed);
  const cloud = copyOf(begun);
  const states: string[] = [];
  const undos = changes.map((change) => {
    states.push(allOf(cloud));
    return applyUndoably(cloud, change);
  });
  const kinds = new Set(changes.map(({ kind }) => kind));
  expect(kinds.size).toBeGreaterThan(7);
  for (const undo of undos.toReversed()) {
    undo();
    expect(allOf(cloud)).toBe(states.pop());
  }
  for (const change of changes) apply(cloud, change);
});
