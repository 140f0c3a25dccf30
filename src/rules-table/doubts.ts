import { unprovenPlaces } from '../domain/unproven.ts';
import { bugs } from '../domain/profiles/bugs.ts';
import type { Profile } from '../domain/profile.ts';
import type { RulesTable } from './table.ts';

/** What was seen to be otherwise than documented. Source: the profile's switches. */
export function switchTable({ switches }: Profile): RulesTable {
  return {
    title: 'Observed to differ',
    legend:
      'The documents hold, unless one of these is asked for by its name: serve --observed NAME, rules --observed NAME.',
    terms: [],
    columns: ['name', 'what is so then', 'source'],
    rows: Object.entries(switches).map(([name, { meaning, source }]) => [name, meaning, source]),
  };
}

/** What others got wrong, as bugs on purpose. Source: the table of the bugs. */
export function bugTable(): RulesTable {
  return {
    title: 'Bugs that others had',
    legend:
      'Off, unless one is asked for by its name: serve --bug NAME. Each fails an interaction of our pacts.',
    terms: [],
    columns: ['name', 'what is so then', 'source', 'caught by'],
    rows: Object.entries(bugs).map(
      ([
        name,
        {
          meaning,
          source,
          caughtBy: { consumer, sentence },
        },
      ]) => [name, meaning, source, `${consumer}: ${sentence}`],
    ),
  };
}

/** What a cloud was asked, and which entry of its profile rests on the answer. Source: an own profile's `evidence`. */
export function evidenceTable({ own }: Profile): RulesTable {
  return {
    title: 'Evidence',
    legend: 'What the cloud was asked, and what it answered.',
    terms: [],
    columns: ['entry', 'request', 'status', 'words'],
    rows: Object.entries(own?.evidence ?? {}).map(([entry, { request, status, words = '' }]) => [
      entry,
      request,
      String(status),
      words,
    ]),
  };
}

/** What nobody knows of a cloud. Source: an own profile's `unknown`. */
export function unknownTable({ own }: Profile): RulesTable {
  return {
    title: 'Unknown',
    legend:
      'What is not known of the cloud. An answer that rests on an entry is unproven, and says so by its name.',
    terms: [],
    columns: ['entry', 'why'],
    rows: Object.entries(own?.unknown ?? {}),
  };
}

/** Where nobody knows what the service answers. Source: the profile's `unproven`. */
export function unprovenTable(profile: Profile): RulesTable {
  return {
    title: 'Unproven: where nobody knows',
    legend:
      'An answer that touches one says so by its name: in the log of serve, and in trace.unproven of onExchange.',
    terms: [],
    columns: ['name', 'what is not known', 'what is answered instead'],
    rows: profile.unproven.map((name) => [name, unprovenPlaces[name].unknown, unprovenPlaces[name].answered]),
  };
}
