import { z } from 'zod';
import { type DeepReadonly, fileMeta, filled, kebabId, phrase, provenance, text } from './common.ts';

/** A path from the root of the file system; in words it begins with one. */
const absolute = phrase.refine(
  (value) =>
    (typeof value === 'string' ? [value] : Object.values(value)).every(
      (path) => path.startsWith('/') && !/\/\/|\/\.\.?(?:[/\s]|$)|\s\.?\w*\.sock\b|\.sock\//.test(path),
    ),
  'must be a path from the root: /run/x.sock',
);

/** Where Windows has it: a named pipe or a socket on a drive. */
const onWindows = filled.regex(
  /^(?:npipe:\/\/\/\/\.\/pipe\/|\\\\\.\\pipe\\|[A-Z]:\\)\S+$/,
  'must be a named pipe or a path with a drive',
);

/** One socket, named pipe or plugin directory on a node. */
export const socketSchema = z.strictObject({
  /** The row's id and its address on the ports page. */
  id: kebabId,
  /** Tells a socket from a port in a mixed list; added when the file is read. */
  kind: z.literal('socket'),
  /** Ids of the components that serve it or call it. */
  components: z.array(kebabId).min(1),
  /** Where it is in the file system. */
  path: absolute,
  /** Its name on Windows, where it has one. */
  windowsPath: onWindows.optional(),
  /** Who listens on it. */
  server: phrase,
  /** Who calls it. */
  clients: z.array(phrase).min(1),
  /** What is spoken on it. */
  protocol: phrase,
  /** What it is for. */
  purpose: text,
  /** Whether it exists today. */
  status: text,
  /** What else a reader should know. */
  notes: text.optional(),
  ...provenance,
});

/** The file of sockets. */
export const socketsFile = z.strictObject({ meta: fileMeta, sockets: z.array(socketSchema).min(1) });

/** One socket, named pipe or plugin directory on a node. */
export type Socket = DeepReadonly<z.infer<typeof socketSchema>>;
