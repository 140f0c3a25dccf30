import type { Command } from '../command.ts';
import { bug, observed, worldOptions } from './world-options.ts';

/** `serve`. */
export const serve: Command = {
  summary: 'Start a cloud to share images in',
  usage: '[serve] [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9292', help: 'Where to listen; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'On which address; only this machine reaches the default',
    },
    ...worldOptions,
    observed,
    bug,
    'error-body': {
      value: 'FORM',
      fallback: 'glance',
      help: "How refusals are put: glance, as Glance does, or general, as Rackspace's other services do",
    },
    'members-per-image': {
      value: 'NUMBER',
      fallback: '128, in rackspace no limit',
      help: 'How many members an image may have',
    },
    'requests-per-minute': {
      value: 'NUMBER',
      fallback: 'no limit',
      help: 'How many requests a tenant may send in a minute; more are answered with 413',
    },
    'json-bytes': {
      value: 'SIZE',
      fallback: '1MiB',
      help: 'How long a JSON body of the image API may be; a longer one is answered 413',
    },
    'image-bytes': {
      value: 'SIZE',
      fallback: '64MiB',
      help: 'How much image data is kept, all images together',
    },
    'world-bytes': {
      value: 'SIZE',
      fallback: '256MiB',
      help: 'How much memory images without their data, members and application credentials may take; more is answered with 413',
    },
    'deleted-images': {
      value: 'NUMBER',
      fallback: '10000',
      help: 'How many deleted images are remembered; the id of one that is forgotten may be used again',
    },
    'removed-members': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many removed members of an image are remembered, with their place in the list and their created_at',
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
      help: 'How many login tokens are valid at a time; beyond them the oldest ends',
    },
    'credentials-per-user': {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many application credentials a user may have; another one is answered with 403',
    },
    worlds: {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many worlds there may be besides the default one, each under /worlds/NAME; 0: none',
    },
    'world-idle': {
      value: 'SECONDS',
      fallback: '3600',
      help: 'After how long a world is gone that nobody asks for anything',
    },
    journal: {
      value: 'NUMBER',
      fallback: '1000',
      help: 'How many exchanges the journal of a world keeps; 0: none',
    },
    'random-seed': {
      value: 'NUMBER',
      help: 'Ids and tokens that are the same in each run, and after each reset',
    },
    'request-timeout': {
      value: 'SECONDS',
      fallback: '45',
      help: 'How long a request may take to arrive in full',
    },
    'allowed-host': {
      value: 'NAME[,NAME]|all',
      help: 'Host names that the server answers to, besides its own address and those of this machine',
    },
    'control-token': {
      value: 'TOKEN',
      help: 'What opens /_fake, in the header X-Control-Token; better in the environment, as IMAGE_MEMBERS_FAKE_CONTROL_TOKEN',
    },
    record: { value: 'DIR', help: 'Write a pact of what a client asks into this directory; with --consumer' },
    consumer: { value: 'NAME', help: 'What the client that is recorded is called' },
    'record-bytes': {
      value: 'SIZE',
      fallback: '64MiB',
      help: 'How much memory a recording takes; what comes later is left out, and counted',
    },
    'record-exchanges': {
      value: 'NUMBER',
      fallback: '2000',
      help: 'How many exchanges that differ a recording keeps; what comes later is left out, and counted',
    },
    quiet: { help: 'Print the URL and nothing else but warnings' },
    json: { help: 'Print for programs: one JSON object per line' },
  },
  notes: [
    'On stdout: where the cloud is and who is in it. With --quiet the URL alone. With --json one line, once it answers: {"ready":true,"url":"http://127.0.0.1:9292","port":9292,"profile":"glance"}.',
    'On stderr: a line per request, with who asked, what was answered, and which check refused. With --json each is an object; with --quiet there are none. Headers and bodies are never printed.',
    'A line that ends in "unproven" is an answer where nobody knows what the service itself says. What the names behind it mean is in image-members-fake rules --profile rackspace.',
    'Bound to this machine, it refuses requests that call it by a foreign host name: a web page could send them under a name of its own. Bound to another address it answers to any name.',
    'The control plane, /_fake, is for this machine alone and for no web page of another origin; what changes something must be JSON. With a control token it is for whoever sends that. Bound to another address it needs one; without it only /_fake/health and /_fake/ready answer.',
    'Ctrl-C, SIGTERM and SIGHUP close it at once, with exit code 0; a second Ctrl-C does not wait. Nothing is kept: the next start begins with the seed.',
    'With --record, closing writes DIR/NAME-image-members-api.json: each thing that the client asked, once, with the provider state that the answer depended on. Verify it on a real Glance with image-members-fake verify. What is in no pact is listed with the reason, and so is what the client sent and nobody read. Tokens, passwords and secrets are never in it.',
    'A pact that is there already is added to: interactions that were recorded again are replaced, the others stay; delete the file to begin anew. Several recordings may write one pact at the same time. It is replaced as a whole or not at all; where it cannot be written, the exit code is 1. What stands there and is no pact is refused at the start.',
    'With --record it also closes at the end of standard input, where that is a pipe or a socket that was open when it started: so a recording is written when the program is gone that started it. A file, a terminal, /dev/null, and a pipe that is closed from the beginning, end nothing.',
  ],
  examples: [
    ['image-members-fake', 'the world of the documentation, on port 9292'],
    ['image-members-fake --seed visibilities', 'one image of each visibility'],
    ['image-members-fake --profile rackspace', 'Rackspace Cloud Images, with logins by API key'],
    ['image-members-fake --seed ./cloud.yaml --port 0 --json', 'your own world, for a program'],
    ['image-members-fake --record pacts --consumer my-client', 'a pact of what my-client asks'],
  ],
};
