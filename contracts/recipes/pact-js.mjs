// Verifies the contracts with the Verifier of @pact-foundation/pact. Needs, in the environment:
//   PROVIDER_BASE_URL  the image API: http://glance:9292
//   STATES_URL         what `npx image-members-fake states --target http://glance:9292` prints
//   PACTS              pact files, with spaces between them
// PACT_DESCRIPTION is Pact's own filter: only interactions whose description matches it are verified. This one leaves out those that end
// with `bodyMalformed]` and `bodyNotContainer]`: the Verifier's proxy refuses such bodies itself. Its engine has no lookaheads.
import { Verifier } from '@pact-foundation/pact';

process.env.PACT_DO_NOT_TRACK ??= 'true';
process.env.PACT_DESCRIPTION ??= String.raw`([^dr]|[^e]d|[^m]ed|[^r]med|[^e]r|[^n]er|[^i]ner)\]$`;

/** Without a length, the Verifier's proxy sends a POST without a body as a chunked one, which is a body to Glance. */
function withLength(request, _response, next) {
  if (request.headers['transfer-encoding'] === undefined) request.headers['content-length'] ??= '0';
  next();
}

const verifier = new Verifier({
  provider: 'image-members-api',
  providerBaseUrl: process.env.PROVIDER_BASE_URL,
  providerStatesSetupUrl: process.env.STATES_URL,
  providerStatesSetupTeardown: true,
  pactUrls: process.env.PACTS.split(' '),
  requestFilter: withLength,
  logLevel: 'error',
});
await verifier.verifyProvider();
