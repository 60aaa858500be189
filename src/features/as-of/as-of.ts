/**
 * `<as-of>`: looks at the list of changes as of one version of Kubernetes, which is in the address (`?asof=1.24`) and the
 * same in every language. What held then is lit, what is known to be different in the newest version is marked. Without
 * JavaScript the list shows all of its versions.
 */
import { replaceAddress } from '../../browser/replace-address.ts';
import { PARAM, stateAt, type Stage } from './stages.ts';

class AsOf extends HTMLElement {
  connectedCallback(): void {
    const tool = this.querySelector<HTMLElement>('.as-of-tool');
    const select = tool?.querySelector('select');
    const status = tool?.querySelector('[role=status]');
    if (!tool || !select || !status) return;
    const latest = this.dataset['latest'] ?? '';
    const rows = [...this.querySelectorAll<HTMLElement>('[data-stages]')].map((row) => ({
      row,
      then: row.querySelector<HTMLElement>('.then'),
      items: [...row.querySelectorAll<HTMLElement>('ol > li')],
      stages: (row.dataset['stages'] ?? '').split(' ').map((stage): Stage => {
        const [from = '', code = ''] = stage.split(':');
        return { from, code };
      }),
    }));
    const tables = tool.querySelector<HTMLElement>('.tables');
    const show = (): void => {
      if (tables) tables.hidden = select.value === latest;
      for (const link of tables?.querySelectorAll('a') ?? []) link.search = `?${PARAM}=${select.value}`;
      let differing = 0;
      let unknown = 0;
      for (const { row, then, items, stages } of rows) {
        const state = stateAt(stages, select.value);
        const differs = state !== 'unknown' && state !== stateAt(stages, latest);
        if (differs) differing += 1;
        if (state === 'unknown') unknown += 1;
        row.classList.toggle('differs', differs);
        row.classList.toggle('unknown', state === 'unknown');
        for (const [index, item] of items.entries()) {
          if (index === state) item.setAttribute('aria-current', 'true');
          else item.removeAttribute('aria-current');
        }
        if (then) then.textContent = typeof state === 'number' ? '' : (this.dataset[state] ?? '');
      }
      this.classList.toggle('looking', select.value !== latest);
      status.textContent =
        select.value === latest
          ? strange && (this.dataset['strange'] ?? '').replace('{asked}', strange)
          : (this.dataset['count'] ?? '')
              .replace('{differing}', String(differing))
              .replace('{unknown}', String(unknown))
              .replace('{all}', String(rows.length));
    };
    const asked = new URLSearchParams(location.search).get(PARAM)?.replace(/^v/, '') ?? '';
    /** What the address asks for, where it is no version that is known: the newest is shown, and that is said. */
    let strange = '';
    if ([...select.options].some(({ value }) => value === asked)) select.value = asked;
    else strange = asked;
    tool.hidden = false;
    select.addEventListener('change', () => {
      const address = new URL(location.href);
      if (select.value === latest) address.searchParams.delete(PARAM);
      else address.searchParams.set(PARAM, select.value);
      replaceAddress(address);
      strange = '';
      show();
    });
    show();
  }
}

customElements.define('as-of', AsOf);
