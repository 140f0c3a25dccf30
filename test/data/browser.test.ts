import { expect, it } from 'vitest';
import { browserBundle } from '../house/bundle.ts';

it('the collections bundle for a browser without a complaint', async () => {
  const { complaints } = await browserBundle('src/data.ts');
  expect(complaints).toEqual([]);
});
