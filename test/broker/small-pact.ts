import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** A directory for a test, which is removed with what is in it. */
export interface Directory extends AsyncDisposable {
  readonly path: string;
  /** Writes a file and gives its path. */
  write(name: string, text: string): Promise<string>;
}

/** Makes a directory with some files. */
export async function directory(files: Readonly<Record<string, string>> = {}): Promise<Directory> {
  const path = await mkdtemp(`${tmpdir()}/image-members-fake-`);
  const write: Directory['write'] = async (name, text) => {
    await writeFile(`${path}/${name}`, text);
    return `${path}/${name}`;
  };
  await Promise.all(Object.entries(files).map(([name, text]) => write(name, text)));
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** A pact as a file has it, as far as a test changes it. */
export interface PactText {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly {
    readonly description: string;
    readonly response: { readonly status: number };
  }[];
}

/** The provider of all pacts of the package. */
export const provider = 'image-members-api';

/**
 * A pact that is small, kept by the fake, and like no other: brokers know pacts by their content, so that one that
 * was verified before needs no verification.
 */
export async function smallPact(): Promise<PactText> {
  const file = `${import.meta.dirname}/../../contracts/pacts/producer-${provider}.json`;
  const shipped = JSON.parse(await readFile(file, 'utf8')) as PactText;
  const interactions = shipped.interactions
    .slice(0, 1)
    .map((each) => ({ ...each, description: `${randomUUID()}: ${each.description}` }));
  return { ...shipped, consumer: { name: 'image-members-fake-round' }, interactions };
}
