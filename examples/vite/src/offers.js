/** The images that were offered to the user of a token and have no answer yet. */
export async function offers(imageApi, token) {
  const response = await fetch(`${imageApi}/v2/images?visibility=shared&member_status=pending`, {
    headers: { 'X-Auth-Token': token },
  });
  if (!response.ok) throw new Error(`The image service answered ${response.status}.`);
  const { images } = await response.json();
  return images;
}
