// Writes contracts/openapi.resolved.yaml from contracts/openapi.yaml, for tools that take few YAML aliases or none.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const contracts: string = `${import.meta.dirname}/../contracts`;
const banner =
  '# Generated from openapi.yaml by `npm run generate`, without aliases and anchors. Do not edit.\n';
const description: object = parse(readFileSync(`${contracts}/openapi.yaml`, 'utf8'));
// Parsers of YAML 1.1 read some words and times as other values than YAML 1.2 does: quotes make them the same in both.
const text: string = stringify(description, { aliasDuplicateObjects: false, version: '1.1', lineWidth: 0 });
writeFileSync(`${contracts}/openapi.resolved.yaml`, banner + text);
