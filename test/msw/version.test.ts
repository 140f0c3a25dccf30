import { expect, it } from 'vitest';
import msw from 'msw/package.json' with { type: 'json' };

it('each project runs the version of MSW that it is for', () => {
  const wanted = process.env['MSW_VERSION'] ?? 'none';
  expect(msw.version.slice(0, wanted.length)).toBe(wanted);
});
