/** What was offered to a tenant, and its answer. */
export class Offers {
  #imageApi;
  #token;

  constructor(imageApi, token) {
    this.#imageApi = imageApi;
    this.#token = token;
  }

  /** The images that wait for an answer. */
  async waiting() {
    const { images } = await this.#send('GET', 'images?visibility=shared&member_status=pending');
    return images;
  }

  /** @param {'accepted' | 'rejected'} status */
  async answer(image, tenant, status) {
    await this.#send('PUT', `images/${image}/members/${tenant}`, { status });
  }

  async #send(method, path, body) {
    const response = await fetch(`${this.#imageApi}/v2/${path}`, {
      method,
      headers: {
        'X-Auth-Token': this.#token,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} was refused with ${response.status}.`);
    return response.json();
  }
}
