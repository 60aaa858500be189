/**
 * Two or three implementations side by side: what is chosen in the filter `compare` of the table tool around it, turned so
 * that each implementation is a column. Its words and sources are copies of the rows below.
 */
import { COMPARED, fieldsOf, sideBySide, type Side } from './side-by-side.ts';

interface Words {
  feature: string;
  title: string;
  tooMany: string;
  onlyDifferences: string;
  equal: string;
}

/** Only the rows in which the sides differ are shown. */
const ONLY_DIFFERING = 'only-differing';

class ImplementationCompare extends HTMLElement {
  connectedCallback(): void {
    const tool = this.closest('table-tool');
    const chips = tool?.querySelector('.chips');
    if (!tool || !chips) return;
    // The tool writes its chips anew after every change, whatever caused it.
    new MutationObserver(() => this.#show(tool)).observe(chips, { childList: true });
    this.#show(tool);
  }

  #show(tool: Element): void {
    const words = JSON.parse(this.dataset['words'] ?? '{}') as Words;
    const chosen = [...tool.querySelectorAll<HTMLInputElement>('input[name="compare"]:checked')].map(
      ({ value }) => value,
    );
    if (chosen.length < COMPARED.least) {
      this.replaceChildren();
      return;
    }
    if (chosen.length > COMPARED.most) {
      const notice = document.createElement('p');
      notice.textContent = words.tooMany;
      this.replaceChildren(notice);
      return;
    }
    const sides = chosen.flatMap((id): Side<Node[]>[] => {
      const body = document.getElementById(id);
      return body instanceof HTMLTableSectionElement
        ? [{ name: body.rows[0]?.cells[0]?.querySelector('a')?.textContent.trim() ?? id, fields: fieldsOf(body) }]
        : [];
    });
    this.replaceChildren(this.#table(sides, words), this.#onlyDifferences(words));
  }

  #onlyDifferences(words: Words): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.name = 'differ';
    box.checked = this.classList.contains(ONLY_DIFFERING);
    box.addEventListener('change', (event) => {
      // The tool around it has no such filter.
      event.stopPropagation();
      this.classList.toggle(ONLY_DIFFERING, box.checked);
    });
    const label = document.createElement('label');
    label.append(box, words.onlyDifferences);
    return label;
  }

  #table(sides: readonly Side<Node[]>[], words: Words): HTMLTableElement {
    const table = document.createElement('table');
    table.createCaption().textContent = words.title;
    const head = table.createTHead().insertRow();
    for (const name of [words.feature, ...sides.map((side) => side.name)]) head.append(heading(name, 'col'));
    const body = table.createTBody();
    for (const { field, values, differs } of sideBySide(sides, (nodes) =>
      nodes.map((node) => node.textContent).join(''),
    )) {
      const row = body.insertRow();
      row.classList.toggle('differs', differs);
      row.append(heading(field, 'row'));
      if (differs) for (const value of values) row.insertCell().append(...(value ?? ['–']));
      else {
        // What all of them share is said once.
        const cell = row.insertCell();
        cell.colSpan = values.length;
        cell.append(`${words.equal} `, ...(values[0] ?? ['–']));
      }
    }
    return table;
  }
}

function heading(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

customElements.define('implementation-compare', ImplementationCompare);
