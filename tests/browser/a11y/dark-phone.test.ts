import { everyPage } from './every-page.ts';

everyPage('dark, 360 px', { width: 360, theme: 'dark', full: 'pt-br' });
