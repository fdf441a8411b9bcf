/**
 * The search box: what is typed goes to the server after a short rest, suggestions come back and are chosen
 * with the arrow keys. It follows the combobox pattern of WAI-ARIA.
 */
interface Suggestion {
  kind: 'block' | 'tag' | 'column' | 'value' | 'recent' | 'popular' | 'forget';
  text: string;
  query: string;
  block: string;
  blocks: number;
}

interface Texts {
  label: string;
  placeholder: string;
  clear: string;
  suggestions: string;
  forget: string;
  kinds: Record<string, string>;
}

interface Server {
  suggest(prefix: string): Promise<Suggestion[]>;
  searched(text: string, committed: boolean): void;
  picked(block: string): void;
  forget(): void;
}

const ICONS: Record<Suggestion['kind'], string> = {
  block: 'block',
  tag: 'tag',
  column: 'dataset',
  value: 'search',
  recent: 'clock',
  popular: 'people',
  forget: 'delete',
};

const REST_MS = 180;
let boxes = 0;

export class SearchBox extends HTMLElement {
  $server!: Server;
  private readonly input = document.createElement('input');
  private readonly options = document.createElement('ul');
  private readonly clear = document.createElement('button');
  private suggestions: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private asked = 0;
  private words: Texts | undefined;

  connectedCallback(): void {
    if (this.input.isConnected) {
      return;
    }
    const id = `by-search-${++boxes}`;
    this.setAttribute('role', 'search');
    this.innerHTML = '<vaadin-icon icon="by:search" aria-hidden="true"></vaadin-icon>';
    Object.assign(this.input, { type: 'text', id, autocomplete: 'off', spellcheck: false });
    this.input.setAttribute('role', 'combobox');
    this.input.setAttribute('aria-autocomplete', 'list');
    this.input.setAttribute('aria-expanded', 'false');
    this.input.setAttribute('aria-controls', `${id}-options`);
    this.input.dataset.testid = 'search-input';
    this.options.id = `${id}-options`;
    this.options.setAttribute('role', 'listbox');
    this.options.hidden = true;
    this.clear.type = 'button';
    this.clear.className = 'clear';
    this.clear.innerHTML = '<vaadin-icon icon="by:cross" aria-hidden="true"></vaadin-icon>';
    this.clear.hidden = true;
    const hint = document.createElement('kbd');
    hint.textContent = '/';
    hint.setAttribute('aria-hidden', 'true');
    this.append(this.input, this.clear, hint, this.options);
    this.label();
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.input.addEventListener('focus', () => {
      if (this.input.value === '') {
        void this.suggest();
      }
    });
    this.input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    this.clear.addEventListener('click', () => this.take('', true));
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  set value(text: string) {
    if (document.activeElement !== this.input || this.input.value === '') {
      this.input.value = text ?? '';
      this.clear.hidden = this.input.value === '';
    }
  }

  get value(): string {
    return this.input.value;
  }

  set texts(texts: Texts) {
    this.words = texts;
    this.label();
  }

  private label(): void {
    this.input.setAttribute('aria-label', this.words?.label ?? '');
    this.input.placeholder = this.words?.placeholder ?? '';
    this.clear.setAttribute('aria-label', this.words?.clear ?? '');
    this.options.setAttribute('aria-label', this.words?.suggestions ?? '');
  }

  private typed(): void {
    this.clear.hidden = this.input.value === '';
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.$server.searched(this.input.value, false);
      void this.suggest();
    }, REST_MS);
  }

  private async suggest(): Promise<void> {
    const question = ++this.asked;
    const prefix = this.input.value.trimStart();
    const found = await this.$server.suggest(prefix);
    if (question !== this.asked || document.activeElement !== this.input) {
      return;
    }
    const own = prefix === '' && found.some((suggestion) => suggestion.kind === 'recent');
    const forget: Suggestion = { kind: 'forget', text: this.words?.forget ?? '', query: '', block: '', blocks: 0 };
    this.suggestions = own ? [...found, forget] : found;
    this.active = -1;
    this.draw();
  }

  private draw(): void {
    this.options.replaceChildren(
      ...this.suggestions.map((suggestion, index) => {
        const option = document.createElement('li');
        option.id = `${this.options.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', String(index === this.active));
        const icon = document.createElement('vaadin-icon');
        icon.setAttribute('icon', `by:${ICONS[suggestion.kind]}`);
        icon.setAttribute('aria-hidden', 'true');
        const text = document.createElement('span');
        text.textContent = suggestion.text;
        option.append(icon, text);
        if (suggestion.block) {
          const id = document.createElement('code');
          id.textContent = suggestion.block;
          option.append(id);
        } else if (suggestion.kind !== 'forget') {
          const kind = document.createElement('small');
          const name = this.words?.kinds[suggestion.kind] ?? '';
          const count = suggestion.blocks.toLocaleString(document.documentElement.lang || undefined);
          kind.textContent = suggestion.blocks > 0 ? `${name} · ${count}` : name;
          option.append(kind);
        }
        option.classList.add(`kind-${suggestion.kind}`);
        option.addEventListener('mousedown', (event) => {
          event.preventDefault();
          this.choose(suggestion);
        });
        return option;
      }),
    );
    this.options.hidden = this.suggestions.length === 0;
    this.input.setAttribute('aria-expanded', String(!this.options.hidden));
    if (this.active >= 0) {
      this.input.setAttribute('aria-activedescendant', `${this.options.id}-${this.active}`);
      this.options.children[this.active]?.scrollIntoView({ block: 'nearest' });
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  private pressed(event: KeyboardEvent): void {
    const count = this.suggestions.length;
    if (event.key === 'ArrowDown' && count > 0) {
      event.preventDefault();
      this.active = (this.active + 1) % count;
      this.draw();
    } else if (event.key === 'ArrowUp' && count > 0) {
      event.preventDefault();
      this.active = (this.active - 1 + count) % count;
      this.draw();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = this.suggestions[this.active];
      if (chosen) {
        this.choose(chosen);
      } else {
        this.take(this.input.value, true);
      }
    } else if (event.key === 'Escape') {
      if (this.options.hidden) {
        this.input.blur();
      }
      this.close();
    }
  }

  private choose(suggestion: Suggestion): void {
    if (suggestion.kind === 'forget') {
      this.close();
      this.$server.forget();
    } else if (suggestion.block) {
      this.close();
      this.$server.picked(suggestion.block);
    } else {
      this.take(suggestion.query, true);
    }
  }

  private take(text: string, committed: boolean): void {
    clearTimeout(this.timer);
    this.asked++;
    this.input.value = text;
    this.clear.hidden = text === '';
    this.close();
    this.$server.searched(text, committed);
  }

  private close(): void {
    this.suggestions = [];
    this.active = -1;
    this.draw();
  }
}

customElements.define('by-search', SearchBox);
