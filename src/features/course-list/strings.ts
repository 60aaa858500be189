/** The strings of the course list, as `kit.<key>` of the UI strings. */
export const KIT_STRINGS = [
  'empty',
  'count',
  'up',
  'down',
  'remove',
  'note',
  'removed',
  'moved',
  'added',
  'full',
  'unreadable',
  'unknown',
  'doubled',
  'beyond',
  'cut',
  'sections',
  'foreign',
  'notText',
  'long',
  'own_one',
  'own_other',
  'imported_one',
  'imported_other',
  'importedNone',
  'copied',
  'refused',
  'cleared',
  'failed',
  'credit',
] as const;

/** What the script of the course list is given. */
export type KitStrings = Record<(typeof KIT_STRINGS)[number], string>;

/** The strings of the checker, as `check.<key>` of the UI strings. */
export const CHECK_STRINGS = [
  'here',
  'moved',
  'form',
  'top',
  'dead',
  'near',
  'foreign',
  'file',
  'none',
  'summary_one',
  'summary_other',
  'unread',
] as const;

/** What the script of the checker is given. */
export type CheckStrings = Record<(typeof CHECK_STRINGS)[number], string>;
