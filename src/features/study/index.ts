/** To study with: `import { Trainer } from '#features/study/index.ts';` */
export { default as DeckLink } from './DeckLink.astro';
export { default as Export } from './Export.astro';
export { default as QuestionList } from './QuestionList.astro';
export { default as Trainer } from './Trainer.astro';
