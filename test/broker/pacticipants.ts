import { matrix } from './matrix.ts';
import { created, link, ok, type Resources } from './resource.ts';

/** The environments that there are; those that every broker begins with. */
const environments = ['test', 'production'];

/** The resources about pacticipants and their versions: where they are deployed, and whether they can be. */
export const pacticipantResources: Resources = {
  'GET /matrix': (book, { query, base }) => ok(matrix(book, query, base)),
  'GET /pacticipants/{name}': (book, { base, named }) => {
    if (!book.knows(named('name'))) return undefined;
    const { href } = link(base)`/pacticipants/${named('name')}`;
    return ok({
      name: named('name'),
      _links: {
        self: { href },
        'pb:branch-version': { href: `${href}/branches/{branch}/versions/{version}`, templated: true },
        'pb:version-tag': { href: `${href}/versions/{version}/tags/{tag}`, templated: true },
      },
    });
  },
  'PUT /pacticipants/{name}/branches/{branch}/versions/{version}': (book, { named }) => {
    book.version(named('name'), named('version')).branches.add(named('branch'));
    return created();
  },
  'PUT /pacticipants/{name}/versions/{version}/tags/{tag}': (book, { named }) => {
    book.version(named('name'), named('version')).tags.add(named('tag'));
    return created();
  },
  'GET /pacticipants/{name}/versions/{version}': (book, { base, named }) => {
    const version = book.versionsOf(named('name')).find(({ number }) => number === named('version'));
    if (version === undefined) return undefined;
    const { pacticipant, number } = version;
    const deployments = environments.map((name) => ({
      ...link(base)`/pacticipants/${pacticipant}/versions/${number}/deployed-versions/environment/${name}`,
      name,
    }));
    return ok({ number, _links: { 'pb:record-deployment': deployments } });
  },
  'POST /pacticipants/{name}/versions/{version}/deployed-versions/environment/{environment}': (
    book,
    { named },
  ) => {
    const environment = named('environment');
    for (const version of book.versionsOf(named('name'))) version.environments.delete(environment);
    book.version(named('name'), named('version')).environments.add(environment);
    return created();
  },
  'GET /environments': () => ok({ _embedded: { environments: environments.map(environmentNamed) } }),
};

function environmentNamed(name: string): object {
  return { uuid: name, name, displayName: name, production: name === 'production' };
}
