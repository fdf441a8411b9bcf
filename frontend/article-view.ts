/**
 * A rendered article. The server has sanitised its HTML; mermaid fences are drawn as pictures, and mermaid is
 * only loaded for a page that has one.
 */
import { darkNow } from './theme';

let drawings = 0;

export class ArticleView extends HTMLElement {
  private source = '';
  private readonly redraw = (): void => void this.draw();

  connectedCallback(): void {
    window.addEventListener('blockyard-theme', this.redraw);
    this.show();
  }

  disconnectedCallback(): void {
    window.removeEventListener('blockyard-theme', this.redraw);
  }

  set html(html: string) {
    this.source = html ?? '';
    this.show();
  }

  private show(): void {
    this.innerHTML = this.source;
    for (const fence of this.querySelectorAll<HTMLElement>('pre.mermaid, pre > code.language-mermaid')) {
      const holder = document.createElement('figure');
      holder.className = 'drawing';
      holder.dataset.source = fence.textContent ?? '';
      (fence.closest('pre') ?? fence).replaceWith(holder);
    }
    for (const table of this.querySelectorAll('table')) {
      const scroller = document.createElement('div');
      scroller.className = 'scrolling';
      scroller.tabIndex = 0;
      scroller.setAttribute('role', 'group');
      scroller.setAttribute('aria-label', this.dataset.table ?? 'table');
      table.replaceWith(scroller);
      scroller.append(table);
    }
    for (const block of this.querySelectorAll<HTMLElement>('pre')) {
      block.tabIndex = 0;
    }
    void this.draw();
    if (location.hash) {
      this.querySelector(`#${CSS.escape(decodeURIComponent(location.hash.slice(1)))}`)?.scrollIntoView();
    }
  }

  private async draw(): Promise<void> {
    const figures = [...this.querySelectorAll<HTMLElement>('figure.drawing')];
    if (figures.length === 0) {
      return;
    }
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: 'base',
      fontFamily: getComputedStyle(this).fontFamily,
      flowchart: { htmlLabels: false, curve: 'basis', useMaxWidth: true },
      themeVariables: palette(),
    });
    for (const figure of figures) {
      try {
        const { svg } = await mermaid.render(`drawing-${++drawings}`, figure.dataset.source ?? '', figure);
        figure.innerHTML = svg;
        const picture = figure.querySelector('svg');
        picture?.setAttribute('role', 'img');
        picture?.setAttribute('aria-label', this.dataset.drawing ?? 'flow');
        picture?.removeAttribute('aria-roledescription');
      } catch {
        const plain = document.createElement('pre');
        plain.textContent = figure.dataset.source ?? '';
        figure.replaceChildren(plain);
      }
    }
  }
}

function palette(): Record<string, string> {
  return darkNow()
    ? {
        darkMode: 'true',
        background: '#12181d',
        primaryColor: '#1d3038',
        primaryBorderColor: '#4f93a8',
        primaryTextColor: '#e9f0f3',
        lineColor: '#9db1ba',
        textColor: '#e9f0f3',
        clusterBkg: '#171f25',
        clusterBorder: '#3a4a53',
      }
    : {
        background: '#ffffff',
        primaryColor: '#e6f2f6',
        primaryBorderColor: '#3b8299',
        primaryTextColor: '#14242b',
        lineColor: '#4c626c',
        textColor: '#14242b',
        clusterBkg: '#f4f7f9',
        clusterBorder: '#c3ced4',
      };
}

customElements.define('by-article', ArticleView);
