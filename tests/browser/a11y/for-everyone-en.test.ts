import { forEveryone } from './for-everyone.ts';

forEveryone('en');
