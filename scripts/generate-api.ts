// Writes types and the routers' tables from contracts/openapi.yaml (src/http/api.ts, src/http/routes.ts) and from
// contracts/control.yaml (src/host/control-api.ts, src/host/control-routes.ts).
// Run by `npm run generate`, which formats them; the same description always gives the same files.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { controlRoutesModule } from './control-routes-module.ts';
import { routesModule } from './routes-module.ts';

const root: string = `${import.meta.dirname}/..`;
/** What stands first in a file that is made from a description. */
function banner(name: string): string {
  return `// Generated from contracts/${name}.yaml by \`npm run generate\`. Do not edit.\n`;
}

/** A description, read anew each time: the generator of types writes into what it is given. */
function description(name: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(parse(readFileSync(`${root}/contracts/${name}.yaml`, 'utf8'))));
}

async function write(name: string, [api, routes]: readonly [string, string], table: string): Promise<void> {
  const types = astToString(await openapiTS(description(name), { immutable: true }));
  writeFileSync(`${root}/${api}`, banner(name) + types);
  writeFileSync(`${root}/${routes}`, banner(name) + table);
}

await write('openapi', ['src/http/api.ts', 'src/http/routes.ts'], routesModule(description('openapi')));
await write(
  'control',
  ['src/host/control-api.ts', 'src/host/control-routes.ts'],
  controlRoutesModule(description('control')),
);
