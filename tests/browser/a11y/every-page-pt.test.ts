import { everyPage } from './every-page.ts';

everyPage('pt-br', 'phone');
