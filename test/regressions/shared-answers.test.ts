// Source: docs/TRUST.md; what one test does to an answer reaches no other.
import { expect, it, vi } from 'vitest';
import { createFake } from '../../src/world/fake.ts';

const request = {
  method: 'GET',
  target: '/v2/images',
  base: 'http://cloud.test',
  headers: { 'x-auth-token': 'producer-token' },
  body: new Uint8Array(),
};

it('headers that answers share cannot be changed', () => {
  const first = createFake().exchange(request);
  for (const header of first.headers as unknown as string[][]) Reflect.set(header, 1, 'evil');
  const second = createFake().exchange(request);
  expect(second.headers.find(([name]) => name === 'Content-Type')).toEqual([
    'Content-Type',
    'application/json',
  ]);
  expect(second.headers.map(([, value]) => value)).not.toContain('evil');
});

it('a clock of the platform that a test has replaced is not asked', () => {
  const replaced = vi.spyOn(performance, 'now').mockImplementation(() => {
    throw new Error('replaced');
  });
  try {
    expect(createFake().exchange(request).status).toBe(200);
    expect(replaced).not.toHaveBeenCalled();
  } finally {
    replaced.mockRestore();
  }
});
