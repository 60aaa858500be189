import { z } from 'zod';
import { checked } from './common.ts';

/**
 * Frontmatter of a page beside Starlight's own keys. Except `title` and `description` it is the same in both
 * languages; a content test holds it so.
 */
export const pageFields = {
  /** One sentence that says what the page answers; shown by search engines and on cards. Unique on the site. */
  description: z.string().min(40).max(200),
  /** Kubernetes version and day for which the page's statements were checked. Absent only on pages without facts. */
  checked: checked.optional(),
  /** Words by which a reader may look for the page, in both languages: other names, old names, misspellings. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Ids of the source registry (`src/data/sources.yaml`) behind the prose of the page. */
  sources: z.array(z.string().min(1)).default([]),
  /** The interface a page is about: sets its hue. */
  interface: z.enum(['cri', 'cni', 'csi', 'smi', 'cpi', 'oci']).optional(),
};
