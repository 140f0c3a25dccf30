/** Asks the image service that the environment names. Only the server does: no browser sees the token. */
async function ask(path, options) {
  const { API_ENDPOINT, AUTH_TOKEN } = process.env;
  const response = await fetch(`${API_ENDPOINT}/v2/${path}`, {
    ...options,
    cache: 'no-store',
    headers: { 'X-Auth-Token': AUTH_TOKEN, 'Content-Type': 'application/json' },
  });
  if (!response.ok) throw new Error(`The image service answered ${response.status} to ${path}.`);
  return response.json();
}

/** @param {'pending' | 'accepted'} status what was answered to the offers that are listed. */
export async function sharedImages(status) {
  const { images } = await ask(`images?visibility=shared&member_status=${status}`);
  return images;
}

/** A consumer sees one member of an image: itself. */
export async function accept(image) {
  const { members } = await ask(`images/${image}/members`);
  const [own] = members;
  await ask(`images/${image}/members/${own.member_id}`, { method: 'PUT', body: '{"status": "accepted"}' });
}
