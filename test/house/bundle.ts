import { rolldown } from 'rolldown';
import { root } from './source.ts';

/** What a bundler makes of an entry for a page: its size, and what it complained about. */
export interface Bundle {
  readonly bytes: number;
  readonly complaints: readonly string[];
}

/** Bundles and minifies an entry of src/ for a browser, with everything but MSW, which the page has anyway. */
export async function browserBundle(entry: string): Promise<Bundle> {
  const complaints: string[] = [];
  const bundle = await rolldown({
    input: root + entry,
    platform: 'browser',
    external: /^msw($|\/)/,
    onLog: (_level, log) => void complaints.push(log.message),
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  await bundle.close();
  const bytes = output.reduce(
    (sum, each) => sum + (each.type === 'chunk' ? Buffer.byteLength(each.code) : 0),
    0,
  );
  return { bytes, complaints };
}
