import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { markdownTable } from '../../src/rules-table/table.ts';
import { hostileNames, hostileSizes } from './core.ts';
import { faultNames } from './faults.ts';
import { memoryFactor } from './flood.ts';
import { mutations } from './generate.ts';
import { changesEach, clientCount } from './load.ts';
import type { Part } from './mutations/mutation.ts';
import { laneCount } from './place.ts';
import { kindAt, kinds } from './raw/kinds.ts';
import type { Report, Round } from './run.ts';
import { type Rule, rules } from './verdict.ts';

/** The run whose figures are in docs/TRUST.md, and which CI repeats. */
export const ciRun = { requests: 20_000, connections: 2000, seed: 1 } as const;

/** Where the page is. */
export const trustFile: string = fileURLToPath(new URL('../../docs/TRUST.md', import.meta.url));

const titles: Readonly<Record<Part, string>> = {
  method: 'methods',
  path: 'paths',
  query: 'queries',
  headers: 'headers',
  token: 'tokens',
  body: 'bodies',
  size: 'sizes of bodies',
};

const servers: Readonly<Record<Round['name'], string>> = {
  glance: '`serve --identity-v2`',
  rackspace: '`serve --profile rackspace --error-body general`',
  record: '`serve --identity-v2 --record`',
};

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** How often, or how, a rule was put to the test. */
function tests(report: Report): Readonly<Record<Rule, string>> {
  const { requests, connections, rounds, rawProbes, loaded } = report;
  const probes = rounds.reduce((sum, each) => sum + each.probes, rawProbes);
  const failures = rounds.reduce((sum, { statuses }) => sum + (statuses['5xx'] ?? 0), 0);
  return {
    answered: `${number(requests)} requests`,
    listed: `${number(failures)} answers of 500 or more`,
    between: `${number(probes)} times, over new connections`,
    running: `${rounds.length + 2} servers`,
    printed: 'all that the servers printed',
    secrets: 'all that the servers printed',
    memory: `at most ${memoryFactor} times what it was after the first reset`,
    once: `${number(connections)} raw connections`,
    closed: `${number(connections)} raw connections`,
    sockets: `${number(connections)} raw connections`,
    stopped: `${rounds.length + 1} servers, one with connections of 9 kinds open`,
    recorded: `${number(rounds.find(({ name }) => name === 'record')?.requests ?? 0)} requests`,
    core: `${hostileNames.length} kinds in ${hostileSizes.length} sizes`,
    load: `${number(loaded.acknowledged)} changes`,
    faults: `${faultNames.length} faults`,
  };
}

function rulesTable(report: Report): string {
  const put = tests(report);
  const rows = (Object.keys(rules) as Rule[]).map((rule) => {
    const broken = report.findings.filter((each) => each.rule === rule).length;
    return [rules[rule], put[rule], broken === 0 ? 'held' : `broken ${number(broken)} times`];
  });
  return markdownTable({ columns: ['what must hold', 'put to the test', 'result'], rows });
}

function statusTable({ rounds }: Report): string {
  const classes = ['2xx', '3xx', '4xx', '5xx'];
  return markdownTable({
    columns: ['server', 'requests', ...classes],
    rows: rounds.map(({ name, requests, statuses }) => [
      servers[name].replaceAll('`', ''),
      number(requests),
      ...classes.map((each) => number(statuses[each] ?? 0)),
    ]),
  });
}

function inputList({ rounds }: Report): string {
  const countOf = (name: string): number => rounds.reduce((sum, { tried }) => sum + (tried[name] ?? 0), 0);
  const lines = (Object.keys(titles) as Part[]).map((part) => {
    const counts = mutations
      .filter((each) => each.part === part)
      .map(({ name }) => [name, countOf(`${part}: ${name}`)] as const);
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    const shown = counts.map(([name, count]) => `${name} ${number(count)}`);
    return `- **${titles[part]}** (${number(all)}): ${shown.join(', ')}`;
  });
  return lines.join('\n');
}

function kindTable({ connections }: Report): string {
  const counts = new Map(kinds.map(({ name }) => [name, 0]));
  for (let index = 0; index < connections; index += 1) {
    const { name } = kindAt(index);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rows = [...counts].map(([name, count]) => [name, number(count)]);
  return markdownTable({ columns: ['what a client does', 'connections'], rows });
}

function lost({ loaded, survived, findings }: Report): string {
  const broken = faultNames.filter((name) => !survived.includes(name));
  if (findings.length === 0) return 'Nothing: every change that was acknowledged was there in the end.';
  return [
    `${number(findings.length)} findings; ${number(loaded.lost)} acknowledged changes were lost.`,
    ...broken.map((name) => `Not survived: ${name}.`),
  ].join(' ');
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

/** The page: what was tried and what came of it. What depends on the machine is not in it: CI compares it with a run of its own. */
export function trustPage(report: Report): string {
  const { requests, connections, seed, loaded } = report;
  const run = `npm run fuzz -- --requests ${requests} --connections ${connections} --seed ${seed}`;
  return `<!-- Generated by \`npm run fuzz -- --write\`. Do not edit. -->

# What the server withstands

\`${run}\` starts the real \`serve\` command, attacks it over
127.0.0.1, and checks what must hold. CI repeats that run and compares its figures with this page. The page says what was
tried; about anything else it says nothing.

- Requests: ${number(requests)}, ${laneCount} at a time.
- Raw connections, on which a client writes what it likes: ${number(connections)}.
- Load: ${clientCount} clients at a time, ${number(loaded.acknowledged)} changes acknowledged, ${number(loaded.lost)} lost.
- Faults: ${number(report.survived.length)} of ${faultNames.length} survived.
- Seed ${seed}; image-members-fake ${version()}, Node.js ${process.versions.node}.

**What was lost?** ${lost(report)}

## What must hold

${rulesTable(report)}

A secret is looked for in any encoding, as a word of its own: with letters right before or behind it, it is another word.

## Answers

${statusTable(report)}

A status of 500 or more is one that a real Glance gives as well, or 501 for what the fake does not do. Each is a refusal by
name in the log. Anything else counts as a finding.

## Bad inputs

About four of five requests are spoiled in one or two places. With each kind stands how many were sent.

${inputList(report)}

## Raw connections

${kindTable(report)}

## Requests that are made to be slow

${hostileNames.length} kinds of requests on which work could grow faster than their length, of ${hostileSizes.map(number).join(' and of ')} bytes, go to
the core without a server. \`npm run bench -- blocking\` times the same ones.

## Load

${clientCount} clients make an image each and ${changesEach} changes to its members and to those of one image that they share:
they add, accept, reject and remove. Afterwards the lists must be what was acknowledged.

## Faults

Each happens to a server of its own, which must go on answering, and must end with exit code 0 within 5 seconds.

${faultNames.map((name) => `- ${name}`).join('\n')}

## More of it

\`npm run fuzz -- --requests 200000 --connections 15000 --seed 2\` sends ten times as much, and other things. A finding comes with
a command that sends the same bytes, and with the options that repeat it.
`;
}

/** A run in a few lines, with what depends on the machine. */
export function summary({
  requests,
  connections,
  seed,
  rounds,
  loaded,
  survived,
  findings,
  seconds,
}: Report): string {
  const lines = rounds.map(({ name, slowest, memory }) => {
    const kept = memory.map((each) => Math.round(each / 1024)).join(', ');
    return `${name}: longest answer ${Math.round(slowest.milliseconds)} ms, to ${slowest.name}; memory after resets ${kept} MiB`;
  });
  return [
    ...lines,
    `fuzz: ${number(requests)} requests, ${number(connections)} raw connections, ${number(loaded.acknowledged)} changes under load ` +
      `(${number(loaded.lost)} lost), ${survived.length} of ${faultNames.length} faults survived, seed ${seed}, ${Math.round(seconds)} s: ` +
      `${findings.length === 0 ? 'nothing found' : `${number(findings.length)} findings`}`,
  ].join('\n');
}
