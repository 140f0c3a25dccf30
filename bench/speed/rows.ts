/** The rows of the table: which figures of the results are compared, and what is aimed at. */

/** Sizes of the worlds in which growth is measured. */
export const additionSizes: readonly number[] = [10, 100, 400, 1600];
export const shareSizes: readonly number[] = [10, 100, 1000, 10_000];
export const ownSizes: readonly number[] = [100, 1000, 10_000];
export const membershipSizes: readonly number[] = [1000, 1_000_000];

/** A figure and what it is compared with. */
export interface Row {
  /** The measurement that finds it. */
  readonly measurement: string;
  readonly title: string;
  readonly quantity: string;
  readonly subject: string;
  /** The other contender; undefined where the figure stands for itself. */
  readonly reference?: string;
  readonly better: 'less' | 'more';
  /** What the ratio, or the figure where there is no reference, is to be: at least where more is better, else at most. */
  readonly aim?: number;
  readonly section: Section;
}

export type Section = 'load' | 'process' | 'inside' | 'growth' | 'size';

type Figure = Pick<Row, 'quantity' | 'better'>;
const rate: Figure = { quantity: 'rate', better: 'more' };
const figure = (quantity: string): Figure => ({ quantity, better: 'less' });

interface LoadAims {
  readonly rate?: number;
  readonly p99?: number;
}

function loadRows(measurement: string, what: string, { rate: rateAim, p99: p99Aim }: LoadAims = {}): Row[] {
  const compared = { measurement, section: 'load', subject: 'fake', reference: 'express' } as const;
  return [
    { ...compared, ...rate, title: `${what}: requests per second`, ...aimed(rateAim) },
    { ...compared, ...figure('cpu'), title: `${what}: CPU time of a request` },
    { ...compared, ...figure('p50'), title: `${what}: p50` },
    { ...compared, ...figure('p99'), title: `${what}: p99`, ...aimed(p99Aim) },
  ];
}

const aimed = (aim: number | undefined): Pick<Row, 'aim'> => (aim === undefined ? {} : { aim });

function growthRow(
  measurement: string,
  title: string,
  [from, to]: readonly [number, number],
  aim: number,
): Row {
  const compared = { subject: String(to), reference: String(from) };
  return { measurement, title, section: 'growth', ...figure('cpu'), ...compared, aim };
}

const fake = { subject: 'fake' } as const;

/** All rows, in the order in which they are shown. */
export const rows: readonly Row[] = [
  ...loadRows('get-32', 'GET member, 32 connections', { rate: 1.3, p99: 1 }),
  ...loadRows('list-32', 'GET members, 32 connections'),
  ...loadRows('post-32', 'POST member, 32 connections', { rate: 1.2, p99: 1 }),
  ...loadRows('put-32', 'PUT member, 32 connections'),
  ...loadRows('images-32', 'GET 25 images, 32 connections'),
  ...loadRows('login-32', 'login, 32 connections'),
  ...loadRows('get-1', 'GET member, 1 connection'),
  ...loadRows('list-1', 'GET members, 1 connection'),
  ...loadRows('post-1', 'POST member, 1 connection'),
  ...loadRows('put-1', 'PUT member, 1 connection'),
  ...(['start', 'startCpu'] as const).flatMap((quantity): Row[] => {
    const what = quantity === 'start' ? 'time to the first answer' : 'CPU time to the first answer';
    const compared = {
      measurement: 'start',
      section: 'process',
      reference: 'express',
      ...figure(quantity),
    } as const;
    return [
      {
        ...compared,
        subject: 'fake',
        title: `built: ${what}`,
        ...aimed(quantity === 'start' ? 1.15 : undefined),
      },
      {
        ...compared,
        subject: 'source',
        title: `from source: ${what}`,
        ...aimed(quantity === 'start' ? 1.6 : undefined),
      },
    ];
  }),
  {
    measurement: 'memory',
    section: 'process',
    title: 'memory at the first answer',
    ...figure('started'),
    ...fake,
    reference: 'express',
    aim: 1.1,
  },
  {
    measurement: 'memory',
    section: 'process',
    title: 'memory after 60,000 requests',
    ...figure('loaded'),
    ...fake,
    reference: 'express',
    aim: 1.2,
  },
  {
    measurement: 'msw',
    section: 'inside',
    title: 'intercepted fetch, against one static handler',
    ...figure('cpu'),
    ...fake,
    reference: 'static',
    aim: 1.05,
  },
  {
    measurement: 'exchange',
    section: 'inside',
    title: 'exchange, GET member, against a hand-written dispatch',
    ...figure('cpu'),
    subject: 'get',
    reference: 'hand-written',
    // As 2.5 µs to 1.6 µs: what both take is the machine's.
    aim: 1.56,
  },
  {
    measurement: 'exchange',
    section: 'inside',
    title: 'exchange, GET member',
    ...figure('cpu'),
    subject: 'get',
    aim: 2.5,
  },
  {
    measurement: 'exchange',
    section: 'inside',
    title: 'exchange, PUT member',
    ...figure('cpu'),
    subject: 'put',
  },
  { measurement: 'create', section: 'inside', title: 'createFake()', ...figure('cpu'), ...fake, aim: 100 },
  growthRow('additions', 'POST on an image with 400 members, against 100', [100, 400], 1.2),
  growthRow('shares', 'pending shares of a tenant among 10,000 images, against 10', [10, 10_000], 2),
  growthRow('own', 'a page of 25 own images of 10,000, against 1,000', [1000, 10_000], 1.5),
  {
    measurement: 'own',
    section: 'growth',
    title: 'a page of 25 own images of 10,000',
    ...figure('cpu'),
    subject: '10000',
    aim: 300,
  },
  growthRow('memberships-get', 'GET at 1,000,000 memberships, against 1,000', [1000, 1_000_000], 1.5),
  growthRow('memberships-put', 'PUT at 1,000,000 memberships, against 1,000', [1000, 1_000_000], 1.5),
  {
    measurement: 'seeding',
    section: 'size',
    title: 'heap of a membership, of 1,000,000',
    ...figure('bytes'),
    ...fake,
    aim: 100,
  },
  {
    measurement: 'seeding',
    section: 'size',
    title: 'seeding 1,000,000 memberships',
    ...figure('seconds'),
    ...fake,
    aim: 1,
  },
  ...(['json', 'yaml'] as const).flatMap((subject): Row[] => {
    const compared = { measurement: 'seed-file', section: 'size', subject } as const;
    const what = `from a ${subject.toUpperCase()} seed of 50,000 members`;
    const isJson = subject === 'json';
    return [
      { ...compared, ...figure('start'), title: `start ${what}`, ...aimed(isJson ? 500 : undefined) },
      {
        ...compared,
        ...figure('peak'),
        title: `most memory of a start ${what}`,
        ...aimed(isJson ? 150_000_000 : undefined),
      },
    ];
  }),
];
