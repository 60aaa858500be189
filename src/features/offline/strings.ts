/** The strings of the copy for this device, as `offline.<key>` of the UI strings. */
export const OFFLINE_STRINGS = ['none', 'fetching', 'here', 'newer', 'broken', 'unable', 'removed'] as const;
export type OfflineStrings = Record<(typeof OFFLINE_STRINGS)[number], string>;
