import type { Command } from '../command.ts';
import { bug, observed, worldOptions } from './world-options.ts';

/** `serve`. */
export const serve: Command = {
  summary: 'Start a fake cloud that shares images',
  purpose: 'For development, and for tests in any language.',
  usage: '[serve] [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9292', help: 'Port to listen on; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'Address to listen on; only this machine reaches the default',
    },
    ...worldOptions,
    observed,
    bug,
    'error-body': {
      value: 'FORM',
      fallback: 'glance',
      help: "Form of error bodies: glance, as Glance's, or general, as those of Rackspace's other services",
    },
    'members-per-image': {
      value: 'NUMBER',
      fallback: '128, in rackspace no limit',
      help: 'How many members an image may have',
    },
    'requests-per-minute': {
      value: 'NUMBER',
      fallback: 'no limit',
      help: 'How many requests a tenant may send in a minute; beyond that: 413',
    },
    'json-bytes': {
      value: 'SIZE',
      fallback: '1MiB',
      help: 'Longest JSON body of the image API; a longer one is 413',
    },
    'image-bytes': {
      value: 'SIZE',
      fallback: '64MiB',
      help: 'Most image data, of all images together; beyond that: 413',
    },
    'world-bytes': {
      value: 'SIZE',
      fallback: '256MiB',
      help: 'Most memory for images without their data, members and application credentials; beyond that: 413',
    },
    'deleted-images': {
      value: 'NUMBER',
      fallback: '10000',
      help: 'How many deleted images are remembered; the id of a forgotten one may be used again',
    },
    'removed-members': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many removed members of an image are remembered, with their place in the list and their created_at',
    },
    tasks: {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many imports that are over are remembered as tasks',
    },
    'import-seconds': {
      value: 'SECONDS',
      fallback: '0',
      help: "How long an import takes by the world's clock; 0: it is over before the next request",
    },
    'token-lifetime': {
      value: 'SECONDS',
      fallback: '86400',
      help: 'Lifetime of a login token',
    },
    'token-cache': {
      value: 'SECONDS',
      fallback: '0',
      help: 'How long the image API goes on taking a revoked token that it has seen; a real Glance does for 300',
    },
    'max-tokens': {
      value: 'NUMBER',
      fallback: '100000',
      help: 'How many login tokens are valid at a time; beyond that the oldest ends',
    },
    'credentials-per-user': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many application credentials a user may have; beyond that: 403',
    },
    'max-domains': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many domains a world may have; beyond that, creating one: 413',
    },
    'max-tenants': {
      value: 'NUMBER',
      fallback: '10000',
      help: 'How many tenants a world may have; beyond that, creating one: 413',
    },
    'max-users': {
      value: 'NUMBER',
      fallback: '10000',
      help: 'How many users a world may have; beyond that, creating one: 413',
    },
    'roles-per-user': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many roles a user may have in all; beyond that, granting one: 413',
    },
    worlds: {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many worlds there may be besides the default one, each under /worlds/NAME; 0 for none',
    },
    'world-idle': {
      value: 'SECONDS',
      fallback: '3600',
      help: 'A world without requests is deleted after this time',
    },
    journal: {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many exchanges the journal of a world keeps; 0 for none',
    },
    'member-order': {
      value: 'ORDER',
      fallback: 'as the release was seen to',
      help: 'Order of the members of an image, of which Glance promises none: added or id',
    },
    shuffle: {
      excludes: ['member-order'],
      help: 'Show members and tags in another order in each answer, for tests that must not depend on it',
    },
    'random-seed': {
      value: 'NUMBER',
      help: 'Make ids and tokens the same in each run, and after each reset',
    },
    state: {
      value: 'FILE|URL',
      help: 'Keep the worlds in this file, or in a database that servers share (postgres://HOST/NAME), and begin with what it holds; left out, nothing is kept',
    },
    reads: {
      value: 'WHICH',
      fallback: 'latest',
      needs: 'state',
      help: 'of a database; latest: a read sees what any server has answered; local: faster, and may be some seconds behind the other servers',
    },
    'state-sync': {
      value: 'WHEN',
      fallback: 'full',
      needs: 'state',
      help: 'full: what was answered outlives a power failure; normal: faster, and one may cost the last second',
    },
    'state-bytes': {
      value: 'SIZE',
      fallback: '16GiB',
      needs: 'state',
      help: 'the longest that its file may become, at least 128KiB; what would make it longer is 507. The log beside it (-wal) has up to half of it, at most 4 MiB, and what is written at once',
    },
    'request-timeout': {
      value: 'SECONDS',
      fallback: '45',
      help: 'How long a request may take to arrive in full',
    },
    'allowed-host': {
      value: 'NAME[,NAME]|all',
      help: 'Host names that the server answers to, besides its address and those of this machine',
    },
    cors: {
      value: 'ORIGIN[,ORIGIN]',
      alone: '*',
      help: 'Let pages of other origins use the cloud, as oslo.middleware in front of Glance does; alone: any page',
    },
    'public-url': {
      value: 'URL',
      help: 'URL under which clients reach it, such as behind a proxy; all links and the catalog lead there',
    },
    'trust-proxy': {
      help: 'Take that URL from the headers Forwarded or X-Forwarded-Proto, -Host, -Port and -Prefix',
    },
    'tls-cert': {
      value: 'FILE',
      help: 'Serve HTTPS with the certificate in this file, in PEM form',
    },
    'tls-key': { value: 'FILE', help: 'The private key of the certificate, without a passphrase' },
    'control-token': {
      value: 'TOKEN',
      help: 'Token that opens /_fake, in the header X-Control-Token; better set IMAGE_MEMBERS_FAKE_CONTROL_TOKEN',
    },
    record: {
      value: 'DIR',
      help: 'Record the requests of a client, and write its pact into this directory; needs --consumer',
    },
    consumer: { value: 'NAME', help: 'Name of the recorded client' },
    strict: {
      needs: 'record',
      help: 'record every detail of the answers, such as headers and the words of refusals, not only what clients need',
    },
    'record-bytes': {
      value: 'SIZE',
      fallback: '64MiB',
      needs: 'record',
      help: 'the most memory of a recording; later exchanges are skipped and counted',
    },
    'record-exchanges': {
      value: 'NUMBER',
      fallback: '2000',
      needs: 'record',
      help: 'how many different exchanges a recording keeps; later ones are skipped and counted',
    },
    quiet: { help: 'Print only the URL, and warnings' },
    json: { help: 'Print for programs: one JSON object per line' },
  },
  notes: [
    'Standard output shows the URL and the users of the cloud; with --quiet only the URL; with --json one line when it is ready: {"ready":true,"url":"http://127.0.0.1:9292","port":9292,"profile":"glance"}; with --public-url it has that, too, as publicUrl.',
    'Standard error is the log: a line per request with the caller, the status, and the check that refused it. With --json each line is an object; with --quiet there are only warnings. Headers and bodies are never printed.',
    'A line that ends in "unproven" is an answer for which no source says what the real service does. image-members-fake rules --profile rackspace explains the names behind it.',
    'Bound to this machine, it refuses requests with a foreign host name, which a web page could send under a name of its own. Bound to another address, it answers to any name.',
    'Without --cors, browsers keep pages of other origins out; if one tries, the log says which option lets it in. With --cors alone, every page that your browser opens can use the cloud with the tokens of the seed. The control plane is never open to them.',
    'The control plane, /_fake, is for this machine only, for no web page of another origin, and a request that changes something must be JSON. With a control token it is for whoever sends the token. A server bound to another address needs one; without it only /_fake/health and /_fake/ready answer.',
    'Behind a proxy, use --public-url, such as https://cloud.example/openstack. Its host name is allowed, and the proxy may remove its path or leave it. Or let the proxy set Forwarded or X-Forwarded-* and use --trust-proxy; the first value counts. If the proxy passes on the Host of the client, allow that name with --allowed-host. Never use --trust-proxy for a server that clients also reach directly. With a public URL for others, the control plane needs the control token.',
    'Ctrl-C, SIGTERM, SIGHUP and SIGQUIT close it at once, with exit code 0. Without --state nothing is saved: the next start begins with the seed.',
    'With --state, no answer goes out before what it says is kept. The next start goes on with the same worlds, clocks, faults and snapshots; --profile, --release, --seed, --bug and --random-seed then count for new worlds only. The journal is not kept. A file that is damaged, of a newer version or in use is refused, and left as it is. A database is for any number of servers at once; the password may stand in PGPASSWORD instead of the URL, and while the database is gone, requests are 503 with Retry-After.',
    'With --record, closing writes DIR/NAME-image-members-api.json: each different request of the client once, with the provider state that its response depended on. Verify it on a real Glance with image-members-fake verify. Exchanges that are skipped are listed with the reason, and so is what the client sends and the service ignores. The pact contains no tokens, passwords or secrets.',
    'A pact that exists already is added to: interactions that were recorded again are replaced, the others stay; delete the file to begin anew. Several recordings may write one pact at the same time. It is replaced as a whole or not at all; if it cannot be written, the exit code is 69; where nothing was recorded, no file is written and the exit code is 1. A file there that is not a pact is refused at the start.',
    'With --record it also closes at the end of standard input, if that was an open pipe or socket at the start: so the recording is written when the program that started it has ended.',
  ],
  examples: [
    ['image-members-fake', 'the world of the documentation, on port 9292'],
    ['image-members-fake --seed visibilities', 'one image of each visibility'],
    ['image-members-fake --profile rackspace', 'Rackspace Cloud Images, with logins by API key'],
    ['image-members-fake --seed ./cloud.yaml --port 0 --json', 'your own world, started by a program'],
    ['image-members-fake --cors http://localhost:5173', 'for a page that another server serves'],
    ['image-members-fake --record pacts --consumer my-client', 'record the pact of my-client'],
  ],
};
