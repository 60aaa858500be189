import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { pageFields } from './schemas/page.ts';
import { uiStrings } from './schemas/ui.ts';

// Facts are not a collection: diagrams, search and tests read the same store outside Astro (see src/facts).
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: z.object(pageFields) }) }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema({ extend: z.object(uiStrings) }) }),
};
