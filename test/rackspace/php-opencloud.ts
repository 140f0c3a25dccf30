/**
 * php-opencloud as a client on the wire: the requests that it sends, and what it reads of the answers. Source:
 * rackspace/php-opencloud, lib/OpenCloud: OpenStack.php and Rackspace.php (login, headers), Common/Service (catalog),
 * Image/Service.php, Image/Resource/Image.php and Member.php, Common/Collection/PaginatedIterator.php.
 */
import type { Call, Told } from '../doors.ts';
import type { Replied } from '../doors/teller.ts';

/** Every request says who sends it, and asks for JSON. */
const always = {
  accept: 'application/json',
  'user-agent': 'OpenCloud/1.16.0 Guzzle/3.9.3 cURL/7.35.0 PHP/5.5.9',
};
const json = { 'content-type': 'application/json' };

/** A member, as its elements are read by name. */
export interface MemberRead {
  readonly member_id: string;
  readonly status: string;
}

/** What the library does with the image of `$service->getImage(…)`. */
export interface ImageSdk {
  readonly data: Readonly<Record<string, unknown>>;
  listMembers(): Promise<readonly MemberRead[]>;
  createMember(tenant: string): Promise<number>;
  getMember(tenant: string): Promise<MemberRead>;
  deleteMember(tenant: string): Promise<number>;
  updateStatus(tenant: string, status: string): Promise<number>;
}

/** A client with a token, and the path of the image service. */
export interface Sdk {
  readonly token: string;
  readonly service: string;
  getImage(id: string): Promise<ImageSdk>;
  listImages(): Promise<readonly { readonly id: string }[]>;
}

interface Access {
  readonly token: { readonly id: string; readonly expires: string; readonly tenant: { readonly id: string } };
  readonly user: { readonly id: string };
  readonly serviceCatalog: readonly {
    readonly name: string;
    readonly type: string;
    readonly endpoints: readonly { readonly publicURL: string; readonly region?: string }[];
  }[];
}

/** Guzzle throws at every answer of 400 and more; the library names 403 and 404. */
function thrown({ status }: Replied): Replied['status'] {
  const names: Readonly<Record<number, string>> = { 403: 'ForbiddenOperation', 404: 'ResourceNotFound' };
  if (status >= 400) throw new Error(`${names[status] ?? 'BadResponse'}Exception ${status}`);
  return status;
}

/** Authenticates by API key: `new Rackspace($url, ['username', 'apiKey'])`. An expired token is not sent along. */
export async function authenticate(t: Told, username: string, apiKey: string): Promise<Access> {
  const reply = await t.send({
    method: 'POST',
    path: '/identity/v2.0/tokens',
    headers: { ...always, ...json, 'x-auth-token': '' },
    body: { auth: { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey } } },
  });
  thrown(reply);
  return (reply.body as { readonly access: Access }).access;
}

/** The address that the catalog has for type `image`, name `cloudImages` and a region, which it must have. */
export function endpointOf({ serviceCatalog }: Access, region: string): string {
  const found = serviceCatalog.find(
    ({ type, name }) => type.toLowerCase() === 'image' && name.toLowerCase() === 'cloudimages',
  );
  const endpoint = found?.endpoints.find((each) => each.region === undefined || each.region === region);
  if (endpoint === undefined) throw new Error('EndpointError');
  return endpoint.publicURL;
}

/** `$client->imageService('cloudImages', 'DFW')`. @param tenantInPath as the URLs of the older catalogs end. */
export async function connect(t: Told, username: string, tenantInPath: boolean): Promise<Sdk> {
  const access = await authenticate(t, username, `${username}-api-key`);
  const { pathname } = new URL(endpointOf(access, 'DFW'));
  const service = tenantInPath ? `${pathname}/${access.token.tenant.id}` : pathname;
  const token = access.token.id;
  const send = async (call: Call): Promise<Replied> => {
    const reply = await t.send({ ...call, token, headers: { ...always, ...call.headers } });
    thrown(reply);
    return reply;
  };
  return {
    token,
    service,
    getImage: (id) => imageAt(`${service}/images/${id}`, send),
    // pages of 100, and no other one where the elements have no name to go on from
    listImages: async () =>
      ((await send({ path: `${service}/images?limit=100` })).body as { images: { id: string }[] }).images,
  };
}

async function imageAt(path: string, send: (call: Call) => Promise<Replied>): Promise<ImageSdk> {
  const data = (await send({ path })).body as Record<string, unknown>;
  const members = `${path}/members`;
  const write = async (method: string, to: string, body: object): Promise<number> =>
    (await send({ method, path: to, body, headers: json })).status;
  return {
    data,
    listMembers: async () =>
      ((await send({ path: `${members}?limit=100` })).body as { members: MemberRead[] }).members,
    createMember: (member) => write('POST', members, { member }),
    getMember: async (tenant) => (await send({ path: `${members}/${tenant}` })).body as MemberRead,
    deleteMember: async (tenant) => (await send({ method: 'DELETE', path: `${members}/${tenant}` })).status,
    updateStatus: (tenant, status) => write('PUT', `${members}/${tenant}`, { status }),
  };
}
