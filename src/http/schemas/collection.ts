import type { JsonSchema } from '../json-schema.ts';

type Link = { readonly rel: string; readonly href: string };

/** What a list of images has besides the images: its pages. Lists of members have none. */
const pages: readonly string[] = ['first', 'next'];

/** The schema of a list. Source: recorded, 09-schemas schemas/members-as-alpha, schemas/images-as-alpha. */
export function collectionSchema(name: 'members' | 'images', item: JsonSchema): JsonSchema {
  const paged = name === 'images' ? pages : [];
  const links: readonly Link[] = [...paged, 'describedby'].map((rel) => ({
    rel,
    href: rel === 'describedby' ? '{schema}' : `{${rel}}`,
  }));
  const texts = [...paged, 'schema'].map((property) => [property, { type: 'string' }]);
  return {
    name,
    properties: {
      [name]: { type: 'array', items: item },
      ...(Object.fromEntries(texts) as Record<string, JsonSchema>),
    },
    links,
  };
}
