import { localize, type Phrase } from '../../lib/text.ts';
import type { Facts } from '../../facts/load.ts';
import { kubernetesChecks } from './kubernetes.ts';
import { projectChecks } from './projects.ts';
import { byVersion, RAW, whole, type Difference, type DriftCheck } from './upstream.ts';

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const missing = (wanted: readonly string[], there: readonly string[]): string[] =>
  wanted.filter((name) => !there.includes(name));

/**
 * Everything that is watched upstream.
 * @param facts the store as it is now
 * @param today day of the comparison, `2026-11-28`
 */
export function driftChecks(facts: Facts, today: string): DriftCheck[] {
  return [...kubernetesChecks(facts, today), ...calls(facts), ...specVersions(facts), ...projectChecks(facts, today)];
}

/** The calls of CRI and CSI: the rpc of their protocol files against the operations of the store. */
function calls(facts: Facts): DriftCheck[] {
  const PROTOS = {
    cri: `${RAW}/kubernetes/cri-api/release-${facts.versions.latest.minor}/pkg/apis/runtime/v1/api.proto`,
    csi: `${RAW}/container-storage-interface/spec/${versionOf(facts, 'csi')}/csi.proto`,
  };
  return Object.entries(PROTOS).map(([id, url]) => ({
    name: `calls of ${id.toUpperCase()}`,
    urls: [url],
    compare: ([text = '']) => {
      const upstream = sorted([...whole(text).matchAll(/^\s*rpc\s+(\w+)\s*\(/gm)].map((match) => match[1] ?? ''));
      if (upstream.length === 0) throw new Error('no rpc in the file: its form has changed');
      const operations = facts.interfaces.interfaces.find((entry) => entry.id === id)?.operations;
      const ours = sorted((operations?.groups ?? []).flatMap(({ items }) => items.map(nameOf)));
      const record = [`interfaces/${id}/operations`];
      return [
        ...missing(upstream, ours).map((name) => ({
          title: `${id.toUpperCase()} has the call ${name}`,
          url,
          detail: 'The store does not name it.',
          records: record,
        })),
        ...missing(ours, upstream).map((name) => ({
          title: `${id.toUpperCase()} has no call ${name}`,
          url,
          detail: 'The store names it.',
          records: record,
        })),
      ];
    },
  }));
}

/** The version of an interface as the store has it; several are parted by a slash. */
function versionOf(facts: Facts, id: string): string {
  return String(facts.interfaces.interfaces.find((entry) => entry.id === id)?.current_version.version ?? '');
}

/** The call that an item names: the first word, without the remark that may follow. */
function nameOf(item: Phrase): string {
  return /\w+/.exec(localize(item, 'en'))?.[0] ?? '';
}

function specVersions(facts: Facts): DriftCheck[] {
  const release = (id: string, repo: string, tag: RegExp, place: number): DriftCheck => {
    const url = `https://api.github.com/repos/${repo}/tags?per_page=100`;
    return {
      name: `newest version of ${repo}`,
      urls: [url],
      compare: ([text = '']) => {
        const versions = (JSON.parse(text) as { name: string }[]).flatMap(({ name }) => tag.exec(name)?.[1] ?? []);
        const newest = versions.sort(byVersion).at(-1);
        if (newest === undefined) throw new Error('no tag of the known form');
        const ours = (versionOf(facts, id).split(' / ')[place] ?? '').replace(/^v/, '');
        return newest === ours
          ? []
          : [
              {
                title: `${repo} ${newest} is out`,
                url,
                detail: `The store says ${ours}.`,
                records: [`interfaces/${id}/current_version`],
              },
            ];
      },
    };
  };
  return [
    release('cni', 'containernetworking/cni', /^spec-v(\d+\.\d+\.\d+)$/, 0),
    release('csi', 'container-storage-interface/spec', /^v(\d+\.\d+\.\d+)$/, 0),
    release('oci', 'opencontainers/runtime-spec', /^v(\d+\.\d+\.\d+)$/, 0),
    release('oci', 'opencontainers/image-spec', /^v(\d+\.\d+\.\d+)$/, 1),
    release('oci', 'opencontainers/distribution-spec', /^v(\d+\.\d+\.\d+)$/, 2),
  ];
}

/** What came of a watch: what differs, and what could not be looked at. The two are never mixed up. */
export interface DriftReport {
  differences: readonly Difference[];
  unreachable: readonly { name: string; url: string; why: string }[];
  /** Files that are gone, or that were read and no longer have the form that was expected. */
  unreadable: readonly { name: string; why: string }[];
  checked: number;
}

/** What a server says of a file that it does not have; anything else that goes wrong says nothing about the file. */
const GONE = /^HTTP (404|410)$/;

/**
 * Runs the checks one after the other.
 * @param read the text of an address. @throws Error when it cannot be had
 */
export async function drift(
  checks: readonly DriftCheck[],
  read: (url: string) => Promise<string>,
): Promise<DriftReport> {
  const differences: Difference[] = [];
  const unreachable: DriftReport['unreachable'][number][] = [];
  const unreadable: DriftReport['unreadable'][number][] = [];
  for (const { name, urls, compare } of checks) {
    const texts: string[] = [];
    for (const url of urls) {
      try {
        const text = await read(url);
        // None of the watched files is a page: a proxy or a server in trouble answers with one.
        if (/^\s*(<(!doctype|html)\b|$)/i.test(text)) throw new Error('an empty answer, or an HTML page');
        texts.push(text);
      } catch (error) {
        const why = (error as Error).message;
        if (GONE.test(why)) unreadable.push({ name, why: `${why}: moved or gone` });
        else unreachable.push({ name, url, why });
      }
    }
    if (texts.length < urls.length) continue;
    try {
      differences.push(...compare(texts));
    } catch (error) {
      unreadable.push({ name, why: (error as Error).message });
    }
  }
  return { differences, unreachable, unreadable, checked: checks.length };
}
