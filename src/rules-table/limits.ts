import type { Profile } from '../domain/profile.ts';
import type { RulesTable } from './table.ts';

/** How many there may be of what. Source: the profile's page and membersPerImage. */
export function limitTable({ page, membersPerImage }: Profile): RulesTable {
  return {
    title: 'Limits',
    legend: 'A world may ask for another number of members: serve --members-per-image.',
    terms: [],
    columns: ['what', 'how many'],
    rows: [
      ['images on a page where limit is not given', counted(page.size)],
      ['images on a page at most, whatever limit says', counted(page.most)],
      ['members of an image', counted(membersPerImage)],
    ],
  };
}

function counted(number: number): string {
  return number === Infinity ? 'no limit' : String(number);
}
