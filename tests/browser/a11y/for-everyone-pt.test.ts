import { forEveryone } from './for-everyone.ts';

forEveryone('pt-br');
