/** Actions of a diagram: full size with zoom and pan, download, copy. Without this script the drawing is complete. */
import { saveFile } from '../../browser/save-file.ts';
import { bringView, fitView, moveView, openView, zoomView, type View } from './view-box.ts';

const LOOKS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];

/** A copy of a drawing that can stand beside the original: no id of it is taken twice. */
function copyOf(svg: SVGSVGElement, suffix: string): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (name === 'id') element.setAttribute(name, value + suffix);
      else if (name.startsWith('aria-')) element.setAttribute(name, value.replace(/\S+/g, `$&${suffix}`));
      else if (value.startsWith('url(#')) element.setAttribute(name, value.replace(')', `${suffix})`));
    }
  }
  return copy;
}

class DiagramActions extends HTMLElement {
  private view: View = { x: 0, y: 0, width: 1, height: 1 };
  private whole: View = { x: 0, y: 0, width: 1, height: 1 };
  private readonly pointers = new Map<number, { x: number; y: number }>();

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const action =
        event.target instanceof Element ? event.target.closest('[data-do]')?.getAttribute('data-do') : undefined;
      if (action) void this.act(action);
    });
    const stage = this.stage;
    stage.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.show(zoomView(this.view, this.whole, Math.exp(event.deltaY * 0.0015), this.at(event)));
      },
      { passive: false },
    );
    stage.addEventListener('pointerdown', (event) => {
      this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    stage.addEventListener('pointermove', (event) => {
      this.drag(event);
    });
    // What the keyboard reaches comes into view. Not what is pressed: it would move away under the pointer.
    stage.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof SVGAElement) || !target.matches(':focus-visible')) return;
      const { left, top, right, bottom } = target.getBoundingClientRect();
      const { x, y } = this.at({ clientX: left - 6, clientY: top - 6 });
      const end = this.at({ clientX: right + 6, clientY: bottom + 6 });
      this.show(bringView(this.view, this.whole, { x, y, width: end.x - x, height: end.y - y }));
    });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
      stage.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    }
    this.dialog.addEventListener('keydown', (event) => {
      this.key(event);
    });
    this.dialog.addEventListener('close', () => {
      stage.replaceChildren();
    });
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }

  private get stage(): HTMLElement {
    return this.querySelector('.diagram-stage') as HTMLElement;
  }

  /** The drawing that the reader sees now. */
  private get drawing(): SVGSVGElement {
    const all = [...(this.closest('figure')?.querySelectorAll<SVGSVGElement>('.diagram-frame svg') ?? [])];
    return (all.find((svg) => svg.getClientRects().length > 0) ?? all[0]) as SVGSVGElement;
  }

  private async act(action: string): Promise<void> {
    const middle = { x: this.view.x + this.view.width / 2, y: this.view.y + this.view.height / 2 };
    switch (action) {
      case 'open':
        this.open();
        break;
      case 'close':
        this.dialog.close();
        break;
      case 'in':
        this.show(zoomView(this.view, this.whole, 0.7, middle));
        break;
      case 'out':
        this.show(zoomView(this.view, this.whole, 1 / 0.7, middle));
        break;
      case 'fit':
        this.show(this.whole);
        break;
      case 'download':
        this.download();
        break;
      case 'source':
        await this.copy(this.dataset['source'] ?? '');
        break;
      case 'embed':
        await this.copy(this.querySelector<HTMLElement>('[data-do=embed]')?.dataset['code'] ?? '');
        break;
      case 'link':
        await this.copy(new URL(`#${this.closest('figure')?.id ?? ''}`, location.href).href);
        break;
    }
  }

  private open(): void {
    const copy = copyOf(this.drawing, '-full');
    copy.removeAttribute('width');
    copy.removeAttribute('height');
    const { width, height } = this.drawing.viewBox.baseVal;
    const onPage = this.drawing.getBoundingClientRect().width / width;
    this.stage.replaceChildren(copy);
    this.dialog.showModal();
    const stage = this.stage.getBoundingClientRect();
    this.whole = fitView(width, height, stage.width / (stage.height || 1));
    this.show(openView(this.whole, { width, height }, stage.width, onPage));
    this.stage.focus();
  }

  private show(view: View): void {
    this.view = view;
    this.stage.querySelector('svg')?.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  /** How many units of the drawing one pixel of the screen is. */
  private get unit(): number {
    const { width, height } = this.stage.getBoundingClientRect();
    return Math.max(this.view.width / (width || 1), this.view.height / (height || 1));
  }

  /** A place on the screen in units of the drawing. */
  private at(place: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = this.stage.getBoundingClientRect();
    const unit = this.unit;
    return {
      x: this.view.x + this.view.width / 2 + (place.clientX - box.x - box.width / 2) * unit,
      y: this.view.y + this.view.height / 2 + (place.clientY - box.y - box.height / 2) * unit,
    };
  }

  private drag(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      const unit = this.unit;
      this.show(moveView(this.view, this.whole, (before.x - now.x) * unit, (before.y - now.y) * unit));
    } else {
      const apart = (one: { x: number; y: number }): number => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      const middle = this.at({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
      this.show(zoomView(this.view, this.whole, apart(before) / apart(now), middle));
    }
    this.pointers.set(event.pointerId, now);
  }

  private key(event: KeyboardEvent): void {
    const step = this.view.width * 0.1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (move) this.show(moveView(this.view, this.whole, ...move));
    else if (event.key === '+' || event.key === '=') void this.act('in');
    else if (event.key === '-') void this.act('out');
    else if (event.key === '0') void this.act('fit');
    else return;
    event.preventDefault();
  }

  /** Saves the drawing as a file that looks the same without this site's style sheet. */
  private download(): void {
    const shown = this.drawing;
    const copy = copyOf(shown, '');
    const originals = [...shown.querySelectorAll('*')];
    [...copy.querySelectorAll('*')].forEach((element, index) => {
      const original = originals[index];
      if (original === undefined) return;
      const look = getComputedStyle(original);
      for (const name of LOOKS) {
        const value = look.getPropertyValue(name);
        if (value !== '') element.setAttribute(name, value);
      }
      if (element instanceof SVGAElement)
        element.setAttribute('href', new URL(element.getAttribute('href') ?? '', location.href).href);
    });
    const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    paper.setAttribute('width', '100%');
    paper.setAttribute('height', '100%');
    paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
    copy.prepend(paper);
    copy.removeAttribute('class');
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    saveFile(this.dataset['file'] ?? 'diagram.svg', new XMLSerializer().serializeToString(copy), 'image/svg+xml');
  }

  private async copy(text: string): Promise<void> {
    const status = this.querySelector('[role="status"]');
    let said = this.dataset['copied'] ?? '';
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      said = this.dataset['failed'] ?? '';
    }
    if (status !== null) status.textContent = said;
  }
}

if (!customElements.get('diagram-actions')) customElements.define('diagram-actions', DiagramActions);
