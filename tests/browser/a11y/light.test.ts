import { everyPage } from './every-page.ts';

everyPage('light, 1280 px', { width: 1280, theme: 'light', full: 'en' });
