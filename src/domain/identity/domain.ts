import { folded } from '../collation.ts';

/** The one domain of a cloud, as Keystone's bootstrap makes it. */
export const defaultDomain: { readonly id: string; readonly name: string; readonly description: string } = {
  id: 'default',
  name: 'Default',
  description: 'The default domain',
};

/** A thing named by its id or by its name; the name counts where both are given. */
export interface Reference {
  readonly id?: string;
  readonly name?: string;
}

/** Whether the reference means the one domain. Names know no case, ids do. Source: asked of Keystone 22. */
export function isDefaultDomain(reference: Reference): boolean {
  return reference.name
    ? folded(reference.name) === folded(defaultDomain.name)
    : reference.id === defaultDomain.id;
}
