import * as v from 'valibot';
import { castTenants, type Player, players, tenantValue } from './cast.ts';
import { type ContractCloud, StateError } from './cloud.ts';
import { imageParameters } from './provider-states/image-parameters.ts';
import { type MadeImage, makeImage } from './provider-states/image.ts';

/** The values that a state gives, by the names that requests use in `${…}`. */
export type ProviderStateValues = Readonly<Record<string, string>>;

/** What a state needs while it is made. */
interface ProviderStateMaking {
  readonly cloud: ContractCloud;
  /** The state and its parameters as one text. */
  readonly text: string;
  /** Hears of each image that is made. */
  readonly made: (image: MadeImage) => void;
  /** Hears of a name: images that bear it are the contract's to take away. */
  readonly named: (name: string, player: Player) => void;
}

/** A provider state: what it says, what it takes, what it gives, and how it comes about. */
interface ProviderState {
  readonly meaning: string;
  readonly parameters: v.GenericSchema<unknown, unknown>;
  /** The values that it gives, and what each is. */
  readonly gives: ProviderStateValues;
  make(making: ProviderStateMaking, parameters: never): Promise<ProviderStateValues>;
}

const callerParameters = v.strictObject({
  is: v.pipe(v.picklist(players), v.description(`one of the players: ${players.join(', ')}`)),
});

const noParameters = v.strictObject({});

const tenantMeanings: ProviderStateValues = Object.fromEntries(
  castTenants.map((tenant) => [tenantValue(tenant), `the id of the tenant ${tenant}`]),
);

/** The provider states by their sentences. */
export const providerStates: Readonly<Record<string, ProviderState>> = {
  'a caller': {
    meaning: 'One of the players is logged in.',
    parameters: callerParameters,
    gives: { token: 'the token', tenant: 'the id of the tenant that the caller works in' },
    make: async ({ cloud }, { is }: v.InferOutput<typeof callerParameters>) => ({
      token: await cloud.token(is),
      tenant: await cloud.tenant(is),
    }),
  },
  'an image': {
    meaning: 'There is an image, with members where the parameters say so.',
    parameters: imageParameters,
    gives: {
      image: 'the id of the image',
      image_name: 'its name',
      image_created_at: 'when it was created, where its state is timed; `image_updated_at` likewise',
      consumer_created_at:
        'when that tenant first became a member, where the state is timed; `consumer_updated_at` and those of other tenants likewise',
      ...tenantMeanings,
    },
    make: anImage,
  },
  'no image': {
    meaning: 'There never was an image with a certain id.',
    parameters: noParameters,
    gives: { image: 'the id', ...tenantMeanings },
    make: async ({ cloud }) => ({
      image: cloud.imageId('none') ?? crypto.randomUUID(),
      ...(await tenantIds(cloud)),
    }),
  },
  'a free name': {
    meaning: 'No image bears a certain name; images that are created with it are removed in the end.',
    parameters: callerParameters,
    gives: { free_name: 'the name', ...tenantMeanings },
    make: async ({ cloud, named }, { is }: v.InferOutput<typeof callerParameters>) => {
      const name = `free-name-${cloud.freshWord()}`;
      named(name, is);
      return { free_name: name, ...(await tenantIds(cloud)) };
    },
  },
};

async function anImage(
  { cloud, text, made }: ProviderStateMaking,
  state: v.InferOutput<typeof imageParameters>,
): Promise<ProviderStateValues> {
  const id = cloud.imageId(text);
  const word = id?.slice(0, 8) ?? cloud.freshWord();
  const name = state.name === undefined ? `${state.visibility}-image-${word}` : state.name;
  const { id: image, times } = await makeImage({ cloud, id, name, made }, state);
  return { [state.as]: image, [`${state.as}_name`]: name ?? '', ...times, ...(await tenantIds(cloud)) };
}

/** The ids of those tenants of the cast that are played here. */
async function tenantIds(cloud: ContractCloud): Promise<ProviderStateValues> {
  const ids = await Promise.all(
    castTenants.map(async (tenant) => {
      try {
        return [[tenantValue(tenant), await cloud.tenant(tenant)] as const];
      } catch (error) {
        if (error instanceof StateError) return [];
        throw error;
      }
    }),
  );
  return Object.fromEntries(ids.flat());
}

/**
 * Makes a state.
 * @throws StateError for a sentence that there is not, parameters that do not fit, and where the cloud refuses a step.
 */
export async function makeProviderState(
  making: Omit<ProviderStateMaking, 'text'>,
  sentence: string,
  given: unknown,
): Promise<ProviderStateValues> {
  const row = Object.hasOwn(providerStates, sentence) ? providerStates[sentence] : undefined;
  if (row === undefined)
    throw new StateError(
      `There is no provider state "${sentence}". There are: ${Object.keys(providerStates).join(', ')}.`,
    );
  const parameters = v.safeParse(row.parameters, given ?? {});
  if (!parameters.success || Array.isArray(given))
    throw new StateError(
      `The provider state "${sentence}" does not take these parameters: ${parameterProblems(parameters.issues ?? [], row)}.`,
    );
  const text = JSON.stringify([sentence, given]);
  return row.make({ ...making, text }, parameters.output as never);
}

function parameterProblems(issues: readonly v.BaseIssue<unknown>[], { parameters }: ProviderState): string {
  const { entries = {} } = parameters as { readonly entries?: object };
  const all = Object.keys(entries).join(', ') || 'none';
  const problems = issues.map((issue) => {
    const where = v.getDotPath(issue) ?? 'they';
    const unknown = issue.type === 'strict_object' && issue.expected === 'never';
    return unknown ? `${where}: there is no such parameter` : `${where}: ${issue.message}`;
  });
  return `${problems.join('; ') || 'they are a list, and must be an object'}. There are: ${all}`;
}
