import { gaps } from '../domain/gaps.ts';
import type { Profile } from '../domain/profile.ts';
import type { RulesTable } from './table.ts';

/** What was seen to be otherwise than documented. Source: the profile's switches. */
export function switchTable({ switches }: Profile): RulesTable {
  return {
    title: 'Seen to be otherwise',
    legend:
      'The documents hold, unless one of these is asked for by its name: serve --observed NAME, rules --observed NAME.',
    terms: [],
    columns: ['name', 'what is so then', 'source'],
    rows: Object.entries(switches).map(([name, { meaning, source }]) => [name, meaning, source]),
  };
}

/** Where nobody knows what the service answers. Source: the profile's gaps. */
export function gapTable(profile: Profile): RulesTable {
  return {
    title: 'Unproven: where nobody knows',
    legend:
      'An answer that touches one says so by its name: in the log of serve, and in trace.unproven of onExchange.',
    terms: [],
    columns: ['name', 'what is not known', 'what is answered instead'],
    rows: profile.gaps.map((name) => [name, gaps[name].unknown, gaps[name].answered]),
  };
}
