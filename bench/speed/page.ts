/** docs/SPEED.md, made of the results. Pure but for the names of its files. */
import { fileURLToPath } from 'node:url';
import { markdownTable } from '../../src/rules-table/table.ts';
import { type Comparison, compare, shown, shownAim, shownRatio } from './comparison.ts';
import { chartsOf, titleOf } from './charts.ts';
import { peerFacts } from './peers.ts';
import type { Measured, Results } from './results.ts';
import { type Row, rows, type Section } from './rows.ts';
import { spreadOf } from './statistics.ts';

/** Where the figures of each round are, and the charts. */
export const speedFolder: string = fileURLToPath(new URL('../../docs/speed/', import.meta.url));
export const resultsFile: string = `${speedFolder}results.json`;
export const pageFile: string = fileURLToPath(new URL('../../docs/SPEED.md', import.meta.url));

function comparisons({ measured }: Results, wanted: (row: Row) => boolean): Comparison[] {
  return rows.filter(wanted).flatMap((row) => compare(row, measured[row.measurement]) ?? []);
}

function aimOf({ row, met }: Comparison): string {
  return met === undefined ? '' : `${shownAim(row)}: ${met ? 'met' : 'not met'}`;
}

/** Every figure with its reference, its ratio, and its aim. */
function sectionTable(results: Results, section: Section): string {
  const body = comparisons(results, (row) => row.section === section).map((each) => {
    const { row, value, reference, ratio } = each;
    const compared = reference === undefined ? '' : shown(reference.median, row.quantity);
    return [
      row.title,
      shown(value.median, row.quantity),
      compared,
      ratio ? shownRatio(ratio) : '',
      aimOf(each),
    ];
  });
  return markdownTable({ columns: ['what', 'it', 'reference', 'ratio (range)', 'aim'], rows: body });
}

/** One line for each request: throughput, CPU time and latency, of the fake and of the empty application. */
function loadTable(results: Results): string {
  const found = comparisons(results, ({ section }) => section === 'load');
  const body = [...new Set(found.map(({ row }) => row.measurement))].map((measurement) => {
    const of = (quantity: string): Comparison | undefined =>
      found.find(({ row }) => row.measurement === measurement && row.quantity === quantity);
    const title = of('rate')?.row.title.replace(/: .*/, '') ?? measurement;
    const [rate, p99] = [of('rate'), of('p99')];
    const aims = [rate, p99].flatMap((each) =>
      each?.met === undefined ? [] : `${each.row.quantity === 'rate' ? '' : 'p99 '}${aimOf(each)}`,
    );
    return [title, pair(rate), ratioOf(rate), pair(of('cpu')), pair(of('p50')), pair(p99), aims.join('; ')];
  });
  const columns = ['request', 'requests per second', 'ratio (range)', 'CPU time', 'p50', 'p99', 'aim'];
  return markdownTable({ columns, rows: body });
}

const ratioOf = (each: Comparison | undefined): string => (each?.ratio ? shownRatio(each.ratio) : '');

/** The fake's figure and that of the empty application. */
function pair(each: Comparison | undefined): string {
  if (each?.reference === undefined) return '';
  const { row, value, reference } = each;
  return `${shown(value.median, row.quantity)} against ${shown(reference.median, row.quantity)}`;
}

/** The first columns of the figures of a contender; a dash where something was not measured. */
function cellsOf(measured: Measured, contender: string, quantities: readonly string[]): string[] {
  return quantities.map((quantity) => {
    const values = measured[contender]?.[quantity];
    return values === undefined ? '–' : shown(spreadOf(values).median, quantity);
  });
}

function peersTable(measured: Measured): string {
  const columns = [
    '',
    'requests per second',
    'CPU time',
    'p99',
    'start',
    'memory at start',
    'and after the load',
  ];
  const quantities = ['rate', 'cpu', 'p99', 'start', 'memory', 'loaded'];
  const body = Object.keys(measured).map((name) => [titleOf(name), ...cellsOf(measured, name, quantities)]);
  return markdownTable({ columns, rows: body });
}

function peersSection(results: Results): string {
  const { measured, missing } = results;
  const found = measured['peers'];
  if (found === undefined) return '';
  const facts = Object.entries(peerFacts).map(([name, peer]) => {
    const why = missing[name];
    const absent = why === undefined ? '' : ` Not measured in this run: ${why}.`;
    const title = peer.package === undefined ? `**${peer.name}**` : `**${peer.name}** ${peer.package[1]}`;
    return `- ${title} answers with ${peer.answers}. ${peer.lacks}${absent}`;
  });
  return `## Other fakes, and the real service

All are asked for one member, and each gives the nearest to it that it has. Only the fake and Glance look at who asks.

${picture(results, 'peers.svg', 'Requests per second of the fake and its peers')}

${peersTable(found)}

${picture(results, 'start.svg', 'Milliseconds from the start of the process to its first answer')}

${facts.join('\n')}
`;
}

/** A chart, where its figures were measured. */
function picture(results: Results, name: string, says: string): string {
  return name in chartsOf(results) ? `![${says}](speed/${name})` : '';
}

/** The rows in which the fake is behind what it is compared with, growth aside. */
function slower(results: Results): string {
  const behind = comparisons(results, ({ section }) => section !== 'growth').filter(
    ({ row, ratio }) =>
      ratio !== undefined && (row.better === 'more' ? ratio.median < 0.995 : ratio.median > 1.005),
  );
  const lines = behind.map(({ row, ratio }) => `- ${row.title}: ${ratio ? shownRatio(ratio) : ''}`);
  return lines.length === 0 ? 'Nowhere in this run.' : lines.join('\n');
}

function missed(results: Results): string {
  const lines = comparisons(results, () => true)
    .filter(({ met }) => met === false)
    .map(
      ({ row, value, ratio }) =>
        `- ${row.title}: ${ratio ? shownRatio(ratio) : shown(value.median, row.quantity)}, aim ${shownAim(row)}`,
    );
  return lines.length === 0 ? 'All aims are met.' : lines.join('\n');
}

/** The page. */
export function speedPage(results: Results): string {
  const { date, commit, command, rounds, seconds, machine } = results;
  const { cpu, cores, memory, system, node, wrk } = machine;
  return `<!-- Generated by \`npm run bench -- --write\` from docs/speed/results.json. Do not edit. -->

# Speed

What the fake costs, next to an *empty* application: Express 5 with \`express.json()\` and one route per request that answers
with a constant object. That application knows no caller, no rule and no state; the fake checks all of them, and
writes its journal.

Measured on ${date} at commit ${commit} by \`${command}\`: ${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GiB, ${system}, Node ${node}, wrk ${wrk}.
Ratios are what to look at; times alone say more about the machine. [results.json](speed/results.json) has the figures of each round.

## Under load

The built package, \`serve --quiet\` on a port of 127.0.0.1, with a world of 1001 images. First the fake, then the empty
application:

${loadTable(results)}

${picture(results, 'load.svg', 'Requests per second of bare node:http, an empty Express application and the fake')}

## A process

${sectionTable(results, 'process')}

## Without a port

CPU time of one operation in process. \`exchange\` is what the doors call; the hand-written dispatch matches the path, looks up token,
image and member, and prints JSON, for this one request.

${sectionTable(results, 'inside')}

## As worlds grow

The ratio is that of the larger world to the smaller one: 1 is flat.

${sectionTable(results, 'growth')}

${picture(results, 'growth.svg', 'CPU time of a request as the world grows')}

## Big seeds

${sectionTable(results, 'size')}

${peersSection(results)}
## Where it is slower

Behind what it is compared with:

${slower(results)}

Aims that are missed:

${missed(results)}

## How it is measured

- Contenders are measured in turns, ${rounds} rounds, forwards and backwards, each in a process of its own and after a warm-up. A figure is the
  median of the rounds; a ratio is taken round by round, and its range is the least and the most of them.
- \`wrk\` makes the load, with one thread, ${seconds} s each time. A load in which an answer is an error does not count: the bench fails.
- On two cores, waking the client is most of what it costs to write an answer. The fake writes the answers together that it makes together,
  and wakes it less often; the others write each as it is made. For one connection there is no difference. Figures of commits before
  28 November 2026 are without that.
- A POST adds a new member each time; the world goes back to its seed before each round.
- CPU time is what the server's process used, by the kernel's account, for each request. It stays usable on a machine that is busy;
  requests per second and latencies do not.
- The start is the time from starting the process until a GET has been answered with 200. Memory is what the process has in RAM (RSS).
- \`intercepted fetch\` compares one catch-all handler of the fake with one static MSW handler, bodies read as JSON.
- The heap of a membership is what the fake has besides the seed, whose strings it shares.

Again on your machine, with \`wrk\` from Debian (\`apt-get install wrk\`):

\`\`\`sh
npm run bench              # all but the peers
npm run bench -- get-32    # one measurement; --help lists them
npm run bench -- peers     # installs them in your cache folder; WireMock needs Java
npm run bench -- --write   # all of it, and this page
\`\`\`
`;
}
