// Writes src/http/api.ts (types) and src/http/routes.ts (the router's table) from contracts/openapi.yaml.
// Run by `npm run generate`, which formats them; the same description always gives the same files.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { routesModule } from './routes-module.ts';

const root: string = `${import.meta.dirname}/..`;
const banner = '// Generated from contracts/openapi.yaml by `npm run generate`. Do not edit.\n';

/** The description, read anew each time: the generator of types writes into what it is given. */
function description(): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(parse(readFileSync(`${root}/contracts/openapi.yaml`, 'utf8'))));
}

const types = astToString(await openapiTS(description(), { immutable: true }));
writeFileSync(`${root}/src/http/api.ts`, banner + types);
writeFileSync(`${root}/src/http/routes.ts`, banner + routesModule(description()));
