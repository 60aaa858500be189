/** What a check between the files of the store finds, and the ids that one file may name of another. */
import { nearest } from '../../lib/nearest.ts';
import type { Facts, FileName } from '../../schemas/index.ts';
import type { Path } from '../problems.ts';

/** Something wrong in a file, before it is known on which line. */
export type Finding = readonly [file: FileName, path: Path, what: string, fix: string];

/** The ids of records. */
export function idsOf(records: readonly { readonly id: string }[]): Set<string> {
  return new Set(records.map((record) => record.id));
}

/** Ids that another file may name. */
export interface Named {
  /** Undefined when their own file does not fit its schema: its problems come first. */
  known: ReadonlySet<string> | undefined;
  noun: string;
  /** Where a new one is added. */
  list: string;
}

/** The ids of components. */
export const componentIds = ({ components }: Partial<Facts>): Named => ({
  known: components && idsOf(components.components),
  noun: 'component',
  list: 'src/data/components.yaml',
});

/** The ids of ports. */
export const portIds = ({ ports }: Partial<Facts>): Named => ({
  known: ports && idsOf(ports.ports),
  noun: 'port',
  list: 'src/data/ports.yaml',
});

/** The ids of sockets. */
export const socketIds = ({ sockets }: Partial<Facts>): Named => ({
  known: sockets && idsOf(sockets.sockets),
  noun: 'socket',
  list: 'src/data/sockets.yaml',
});

/** What is wrong with an id that the other file does not have; nothing when it does. */
export const unknownId = (file: FileName, path: Path, asked: string, { known, noun, list }: Named): Finding[] =>
  known === undefined || known.has(asked)
    ? []
    : [
        [
          file,
          path,
          `There is no ${noun} "${asked}".`,
          `Nearest known: ${nearest(asked, known).join(', ')}. If it is new, add it to ${list} first.`,
        ],
      ];
