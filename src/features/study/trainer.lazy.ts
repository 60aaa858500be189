/** What a page with a trainer runs at once: it shows the tool, and fetches it with its questions when the reader turns to it. */
import { lazyElement } from '../../browser/lazy-element.ts';
import type { StudyTrainer } from './trainer.ts';

for (const trainer of document.querySelectorAll<StudyTrainer>('study-trainer')) {
  for (const part of trainer.querySelectorAll<HTMLElement>(':scope > .choose, :scope > .keep')) part.hidden = false;
  trainer.dataset['ready'] = '';
  const now = lazyElement(
    trainer,
    async () => {
      await import('./trainer.ts');
      await trainer.start();
    },
    '[data-do]',
  );
  if (location.search !== '') now();
}
