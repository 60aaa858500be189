import { keyboard } from './keyboard.ts';

keyboard('en');
