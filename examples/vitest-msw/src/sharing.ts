export type MemberStatus = 'pending' | 'accepted' | 'rejected';

export interface Image {
  readonly id: string;
  readonly name: string;
}

/** The cloud refused a request. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Shares images between tenants, as the tenant of a token. */
export class Sharing {
  readonly #endpoint: string;
  readonly #token: string;

  /** @param endpoint of the image service, without `/v2`. */
  constructor(endpoint: string, token: string) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  /** Offers an image to a tenant. An offer that was made before stays as it is. */
  async offer(image: string, tenant: string): Promise<void> {
    await this.#send('POST', `images/${image}/members`, { member: tenant }).catch((error: unknown) => {
      if (!(error instanceof RefusedError && error.status === 409)) throw error;
    });
  }

  /** Accepts or rejects an image that was offered to a tenant, which has to be one's own. */
  async answer(image: string, tenant: string, status: MemberStatus): Promise<void> {
    await this.#send('PUT', `images/${image}/members/${tenant}`, { status });
  }

  /** The images that others have shared with us and that have a member status. */
  async shared(status: MemberStatus): Promise<readonly Image[]> {
    const path = `images?visibility=shared&member_status=${status}`;
    const { images } = (await this.#send('GET', path)) as { images: Image[] };
    return images;
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#endpoint}/v2/${path}`, {
      method,
      headers: {
        'X-Auth-Token': this.#token,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.json();
    const { message } = (await response.json()) as { message: string };
    throw new RefusedError(response.status, message.split('<br')[0] ?? message);
  }
}
