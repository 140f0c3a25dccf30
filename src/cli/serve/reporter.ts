import type { Listening } from '../../express.ts';
import type { Controlled } from '../../host/host.ts';
import type { Exchanged, Fake } from '../../world/fake.ts';
import type { CommandArguments } from '../arguments.ts';
import { paintFor } from '../paint.ts';
import { residentsOf } from '../residents.ts';
import { jsonText, printable } from '../../http/printable.ts';
import { controlTokenOf, publicUrlIn } from '../values.ts';
import { controlLines, requestFacts, requestLines, unservedPaths } from './request-lines.ts';

/** What `serve` says, and when. Texts are without the line break at their end; undefined: nothing. */
export interface Reporter {
  ready(listening: Listening): Promise<string>;
  exchanged(exchanged: Exchanged): string | undefined;
  /** What somebody did at the control plane. */
  controlled(controlled: Controlled): string | undefined;
  warning(text: string): string;
  closed(): string | undefined;
}

/**
 * The reporter that the options ask for: for people, for programs, or a quiet one.
 * @param state where the worlds are kept, and whether they were before.
 */
export function reporterFor(
  args: CommandArguments,
  fake: Fake,
  quiet: boolean = args.has('quiet'),
  state?: { readonly place: string; readonly isOld: boolean },
): Reporter {
  const spoken = args.has('json') ? forPrograms(fake, args) : forPeople(fake, args, state);
  const unserved = unservedPaths();
  return {
    ready: async (listening) => (quiet && !args.has('json') ? listening.url : spoken.ready(listening)),
    exchanged(exchanged) {
      const unservedWarning = unserved.warningFor(exchanged);
      if (quiet && unservedWarning === undefined && exchanged.warnings.length === 0) return undefined;
      const warnings = [unservedWarning ?? [], exchanged.warnings].flat();
      const line = quiet ? undefined : spoken.exchanged(exchanged);
      const lines = [line, ...warnings.map((warning) => spoken.warning(warning))];
      return lines.filter((line) => line !== undefined).join('\n') || undefined;
    },
    controlled: (controlled) => (quiet ? undefined : spoken.controlled(controlled)),
    warning: (text) => spoken.warning(text),
    closed: () => (quiet ? undefined : spoken.closed()),
  };
}

function forPeople(
  fake: Fake,
  args: CommandArguments,
  state: { readonly place: string; readonly isOld: boolean } | undefined,
): Reporter {
  const [seedName, profileName] = [args.text('seed'), args.text('profile')];
  const controlToken = controlTokenOf(args) !== undefined;
  const worlds = args.text('worlds') !== '0';
  const residents = residentsOf(fake.world({ secrets: true }));
  const paint = paintFor(process.stderr);
  const line = requestLines(residents, paint);
  const control = controlLines(residents, paint);
  const publicUrl = publicUrlIn(args);
  const known = { seedName, profileName, state, residents, controlToken, worlds };
  const shown = { fake, ...known, paint: paintFor(process.stdout) };
  return {
    ready: async ({ url }) =>
      (await import('./banner.ts')).banner(
        publicUrl === undefined ? { ...shown, url } : { ...shown, url: publicUrl, ownUrl: url },
      ),
    exchanged: (exchanged) => line(requestFacts(exchanged), new Date().toTimeString().slice(0, 8)),
    controlled: (controlled) => control(controlled, new Date().toTimeString().slice(0, 8)),
    warning: (text) => paint('refused', `Warning: ${printable(text)}`),
    closed: () =>
      paint('faint', state === undefined ? 'Closed. Nothing was kept.' : 'Closed. The worlds are kept.'),
  };
}

function forPrograms(fake: Fake, args: CommandArguments): Reporter {
  const publicUrl = publicUrlIn(args);
  const place = publicUrl === undefined ? {} : { publicUrl };
  return {
    ready: async ({ url, port }) =>
      jsonText({ ready: true, url, ...place, port, profile: fake.profile, release: fake.release }),
    exchanged: (exchanged) => jsonText({ time: new Date().toISOString(), ...requestFacts(exchanged) }),
    controlled: (controlled) => jsonText({ time: new Date().toISOString(), control: controlled }),
    warning: (warning) => jsonText({ warning }),
    closed: () => undefined,
  };
}
