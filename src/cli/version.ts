import { readFileSync } from 'node:fs';
import { packageFile } from '../package-files.ts';

/** The version of the package. */
export function packageVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Prints the version alone. */
export function printVersion(): void {
  process.stdout.write(`${packageVersion()}\n`);
}
