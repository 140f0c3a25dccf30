/** Which release of OpenStack a cloud may be of, by its versions of the Image API. */
import { type ReleaseName, releaseNames, releases } from '../domain/releases.ts';
import { textOf } from '../http/message.ts';
import { jsonOrText } from '../contract/cloud.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** The minor versions of the Image API that a cloud serves: `15` is v2.15. @throws NoAnswer */
export async function minorsOf(cloud: SurveyedCloud): Promise<readonly number[]> {
  const headers = { accept: 'application/json' };
  const request = { method: 'GET', target: '/versions', base: cloud.url, headers, body: new Uint8Array() };
  const { versions } = Object(jsonOrText(textOf((await cloud.send(request)).body))) as {
    readonly versions?: unknown;
  };
  const ids = (Array.isArray(versions) ? versions : []).map((each) => String(Object(each)['id']));
  return ids.flatMap((id) => {
    const [, minor] = /^v2\.(\d+)$/.exec(id) ?? [];
    return minor === undefined ? [] : [Number(minor)];
  });
}

/**
 * The releases whose newest minor version is nearest below that of a cloud, newest first. A cache of images adds a version of its
 * own, which no release has by itself. All releases where nothing is known.
 */
export function releasesWith(minors: readonly number[]): readonly ReleaseName[] {
  const newest = Math.max(...minors);
  const newestOf = (name: ReleaseName): number =>
    Math.max(...releases[name].versions.map(({ minor }) => minor));
  const fitting = releaseNames.filter((name) => newestOf(name) <= newest);
  const best = Math.max(...fitting.map(newestOf));
  const found = fitting.filter((name) => newestOf(name) === best);
  return (found.length === 0 ? releaseNames : found).toReversed();
}
