import { z } from 'zod';
import { byLang } from '../lib/languages.ts';

/** A type whose objects and lists cannot be changed, at any depth: the store is shared by the whole build. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** A string with something in it. Blank text on a page is a mistake, never a value. */
export const filled = z.string().refine((value) => value.trim() !== '', 'must not be empty');

/** An id: lower-case English words joined by hyphens. It becomes an address on the site, so it never changes. */
export const kebabId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits joined by hyphens');

/** A section of the site: the slug of its page and the id of its heading or row, the same in both languages. */
export const section = z
  .string()
  .regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*#[a-z0-9-]+$/, 'must be a page and a section: interfaces/cri#docker');

/** A code that is not an address: lower-case words, digits, hyphens, underscores or spaces. */
export const code = z.string().regex(/^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/, 'must be a short code');

/** A sentence or phrase in every language. */
export const text = z.strictObject(byLang(() => filled));

/** A plain literal (the same in every language), or a phrase in every language. */
export const phrase = z.union([filled, text]);

/** A day, written yyyy-mm-dd. */
export const day = z.iso.date('must be a day that the calendar has, as 2026-11-21');

/** A moment of history: a year, a month, a day, or a range of years. */
export const moment = z
  .string()
  .regex(
    /^\d{4}(?:-\d{4}|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'must be a date: 2016, 2016-12, 2016-12-19 or a range of years 2003-2013',
  )
  .refine(
    (value) => !/^\d{4}-\d{2}-\d{2}$/.test(value) || z.iso.date().safeParse(value).success,
    'must be a day that the calendar has',
  )
  .refine((value) => {
    const [from = '', to] = /^(\d{4})-(\d{4})$/.exec(value)?.slice(1) ?? [];
    return to === undefined || from < to;
  }, 'must be a range of years that begins before it ends')
  // The oldest thing that containers come from is chroot, of 1979.
  .refine((value) => value >= '1970', 'must be of the age of computers');

/** A secure address. */
export const httpsUrl = z
  .url({ protocol: /^https$/, error: 'must be an address that starts with https://' })
  .refine((url) => /^[!-~]+$/.test(url), 'must be one address, without blanks and signs that an address writes as %xx')
  // A machine of one's own, or of one's own network, is none that a reader can open; nor does anybody's password belong here.
  .refine(
    (url) => /^https:\/\/(?!localhost\b|[\d.]+[:/])[^/@:]*\.[a-z][^/@]*(?:\/|$)/i.test(url),
    'must be an address that anybody can open, as https://kubernetes.io/docs/',
  );

/** Against which Kubernetes and on which day something was last checked. */
export const checked = z.strictObject({
  /** The newest Kubernetes minor known on that day, as "1.37". */
  kubernetes: z.string().regex(/^\d+\.\d+$/, 'must be a minor version such as 1.37'),
  /** The day of the check. */
  date: day,
});

/**
 * A source as a fact cites it. In the YAML files a source without a note is just its id: `sources: [kep-2040, cri-proto]`.
 */
export const sourceRef = z.strictObject({
  /** An id of sources.yaml. */
  id: kebabId,
  /** What to know about this use of the source, for example that an older revision was read. */
  note: phrase.optional(),
});

/** The sources of a fact: at least one. */
export const sources = z.array(sourceRef).min(1, 'must name at least one source');

/** What every fact carries besides its own fields. */
export const provenance = {
  /** True only when somebody read a primary source for it; what is false is not stated as a fact. */
  verified: z.boolean(),
  /** Where it was read. */
  sources,
  /** When it was last checked; comes from the "meta" of the file unless the record says otherwise. */
  checked,
};

/** The head of a data file. */
export const fileMeta = z.strictObject({
  /** The default "checked" of every record of the file. */
  checked,
  /** How old the copies were from which the facts were read. */
  snapshots: text.optional(),
});

/** Against which Kubernetes and on which day something was last checked. */
export type Checked = DeepReadonly<z.infer<typeof checked>>;
/** A source as a fact cites it: the id of a source and an optional note on this use. */
export type SourceRef = DeepReadonly<z.infer<typeof sourceRef>>;
/** The head of a data file. */
export type FileMeta = DeepReadonly<z.infer<typeof fileMeta>>;
