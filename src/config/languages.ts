/** The languages of the site belong to what it is; they stand in lib, where schemas of the data can read them too. */
export * from '../lib/languages.ts';
