// Wiring only: what the site is called, which pages it has and how Markdown is read live in src/.
import { unified } from '@astrojs/markdown-remark';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import remarkGfm from 'remark-gfm';
import { contentsWithoutHas } from './src/build/contents-without-has.ts';
import { licenceNotices } from './src/build/licence-notices.ts';
import { inlineScripts } from './src/build/inline-scripts.ts';
import { lateData } from './src/build/late-data.ts';
import { watchFacts } from './src/build/watch-facts.ts';
import { withoutLitter } from './src/build/without-litter.ts';
import { headingIds } from './src/markdown/heading-ids.ts';
import { headingLinks } from './src/markdown/heading-links.ts';
import { baseLinks } from './src/markdown/base-links.ts';
import { ownAddress } from './src/markdown/own-address.ts';
import { runNote } from './src/features/prover/run-note.ts';
import { loadFacts } from './src/facts/load.ts';
import { scrollableTables } from './src/markdown/scrollable-tables.ts';
import { termMarks } from './src/markdown/term-marks.ts';
import { wholeOptions } from './src/markdown/whole-options.ts';
import { sectionCorrections } from './src/markdown/section-corrections.ts';
import { isPage, placesHaveTitles, redirectsHaveTargets } from './src/features/permalinks/integration.ts';
import { changes } from './src/features/changes/integration.ts';
import { contentSecurityPolicy } from './src/build/content-security-policy.ts';
import { LANGUAGES } from './src/config/languages.ts';
import { pageFiles, SCRIPT_FILES, scriptName } from './src/build/page-files.ts';
import { pruneStyles } from './src/build/prune-styles.ts';
import { search } from './src/features/search/index/integration.ts';
import { SIDEBAR } from './src/config/sidebar.ts';
import { offline } from './src/features/offline/integration.ts';
import { markdownPages } from './src/features/markdown-pages/integration.ts';
import { BASE_PATH, REPOSITORY_URL, SITE_TITLE, SITE_URL, WRITTEN_ADDRESS } from './src/config/site.ts';

export default defineConfig({
  site: SITE_URL,
  base: BASE_PATH || '/',
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  // Ours is smaller: src/components/overrides/prefetch.ts.
  prefetch: false,
  outDir: process.env.OUT_DIR ?? './dist',
  vite: {
    // This one and no other: left alone, the bundler also reads one above the folder, and fails over what is there.
    tsconfig: './tsconfig.json',
    plugins: [contentsWithoutHas()],
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: { codeSplitting: { groups: SCRIPT_FILES }, chunkFileNames: scriptName, entryFileNames: scriptName },
          },
        },
      },
    },
  },
  markdown: {
    processor: unified({
      // remark-gfm stands in the pipeline itself, so that its options are ours: "~" alone is never a strikethrough.
      gfm: false,
      // Typographic quotes would turn `--dry-run` in prose into a dash.
      smartypants: false,
      remarkPlugins: [
        [remarkGfm, { singleTilde: false }],
        headingIds,
        [ownAddress, { written: WRITTEN_ADDRESS, here: `${SITE_URL}${BASE_PATH}` }],
      ],
      rehypePlugins: [
        sectionCorrections,
        [baseLinks, { base: BASE_PATH }],
        scrollableTables,
        termMarks,
        wholeOptions,
        [runNote, { runs: loadFacts().proved.proved }],
      ],
    }),
  },
  integrations: [
    withoutLitter(),
    starlight({
      title: SITE_TITLE,
      defaultLocale: LANGUAGES[0].locale,
      locales: Object.fromEntries(LANGUAGES.map(({ locale, label, tag }) => [locale, { label, lang: tag }])),
      disable404Route: true,
      // Ours answers instead: src/features/search/ui.
      pagefind: false,
      editLink: { baseUrl: `${REPOSITORY_URL}/edit/main/` },
      sidebar: SIDEBAR,
      routeMiddleware: './src/components/overrides/head.ts',
      customCss: [
        './src/styles/fonts.css',
        './src/styles/tokens.css',
        './src/styles/site.css',
        './src/styles/content.css',
        './src/styles/statements.css',
        './src/styles/code.css',
        './src/styles/print.css',
      ],
      components: {
        Header: './src/components/overrides/Header.astro',
        MobileMenuFooter: './src/components/overrides/MobileMenuFooter.astro',
        ThemeProvider: './src/components/overrides/ThemeProvider.astro',
        PageTitle: './src/components/overrides/PageTitle.astro',
        Footer: './src/components/overrides/Footer.astro',
      },
    }),
    headingLinks(),
    // Addresses without a language and redirects are no pages of their own: search engines get the pages only.
    sitemap({
      filter: isPage,
      i18n: {
        defaultLocale: LANGUAGES[0].locale,
        locales: Object.fromEntries(LANGUAGES.map(({ locale, tag }) => [locale, tag])),
      },
    }),
    redirectsHaveTargets(),
    placesHaveTitles(),
    changes(),
    watchFacts(),
    search(),
    markdownPages(),
    licenceNotices(),
    pageFiles(),
    pruneStyles(),
    inlineScripts(),
    lateData(),
    // It hashes what the pages hold when all is written.
    contentSecurityPolicy(),
    // Last: it lists every file as it is published.
    offline(),
  ],
});
