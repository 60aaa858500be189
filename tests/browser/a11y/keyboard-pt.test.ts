import { keyboard } from './keyboard.ts';

keyboard('pt-br');
