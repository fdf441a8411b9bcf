/**
 * Code to read, to edit or to compare: CodeMirror in the page's own colours. With `original` set it shows what
 * changed since then.
 */
import { python } from '@codemirror/lang-python';
import { sql } from '@codemirror/lang-sql';
import { yaml } from '@codemirror/lang-yaml';
import { json } from '@codemirror/lang-json';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

interface Place {
  line: number | null;
  column: number | null;
  severity: 'error' | 'warning';
  message: string;
}

const REST_MS = 500;

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--by-code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--by-code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--by-code-number)' },
  { tag: [tags.comment, tags.meta], color: 'var(--by-code-comment)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName), tags.className],
    color: 'var(--by-code-name)',
  },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], color: 'var(--by-code-key)' },
]);

const FRAME = EditorView.theme({
  '&': { color: 'var(--vaadin-text-color)', backgroundColor: 'transparent', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--by-font-mono)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--vaadin-text-color)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--vaadin-text-color)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--vaadin-text-color-secondary)',
    border: 'none',
    paddingLeft: '4px',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--vaadin-background-container)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--aura-accent-color) 25%, transparent) !important',
  },
  '.cm-changedLine': { backgroundColor: 'var(--by-added) !important' },
  '.cm-deletedChunk': { backgroundColor: 'var(--by-removed) !important' },
  '.cm-collapsedLines': {
    color: 'var(--vaadin-text-color)',
    background: 'var(--vaadin-background-container)',
    padding: '4px 12px',
    '&:before, &:after': { content: '"\\2026"' },
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--vaadin-background-color)',
    color: 'var(--vaadin-text-color)',
    border: '1px solid var(--vaadin-border-color)',
    borderRadius: '6px',
  },
});

function grammar(language: string): Extension {
  switch (language) {
    case 'python':
      return python();
    case 'sql':
      return sql();
    case 'yaml':
      return yaml();
    case 'json':
      return json();
    default:
      return [];
  }
}

function diagnosis(document: Text, place: Place): Diagnostic {
  const line = document.line(Math.min(Math.max(place.line ?? 1, 1), document.lines));
  const from = Math.min(line.from + Math.max((place.column ?? 1) - 1, 0), line.to);
  return { from, to: Math.max(line.to, from), severity: place.severity, message: place.message };
}

export class CodeView extends HTMLElement {
  private view?: EditorView;
  private timer = 0;
  private text = '';
  private earlier: string | null = null;
  private unchangedWords = '$ unchanged lines';
  private grammarName = 'text';
  private writable = false;
  private places: Place[] = [];

  connectedCallback(): void {
    this.build();
  }

  disconnectedCallback(): void {
    this.flush();
    this.view?.destroy();
    this.view = undefined;
  }

  get value(): string {
    return this.view?.state.doc.toString() ?? this.text;
  }

  set value(text: string) {
    this.text = text ?? '';
    if (this.view && this.view.state.doc.toString() !== this.text) {
      this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: this.text } });
      clearTimeout(this.timer);
      this.timer = 0;
      this.mark();
    }
  }

  set original(text: string | null) {
    this.earlier = text;
    this.build();
  }

  /** What stands for a run of unchanged lines; `$` is their number. */
  set unchanged(words: string) {
    this.unchangedWords = words;
    this.build();
  }

  set language(name: string) {
    this.grammarName = name;
    this.build();
  }

  set editable(editable: boolean) {
    this.writable = editable;
    this.build();
  }

  set problems(places: Place[]) {
    this.places = places ?? [];
    this.mark();
  }

  /** Puts the cursor at a place and shows it. */
  reveal(line: number): void {
    if (!this.view) {
      return;
    }
    const target = this.view.state.doc.line(Math.min(Math.max(line, 1), this.view.state.doc.lines));
    this.view.dispatch({ selection: { anchor: target.from }, scrollIntoView: true });
    this.view.focus();
  }

  /** Puts a text where the cursor stands, in the place of what is selected. */
  insert(text: string): void {
    if (this.view && this.writable) {
      this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true });
      this.view.focus();
    }
  }

  private build(): void {
    if (!this.isConnected) {
      return;
    }
    const text = this.view?.state.doc.toString() ?? this.text;
    this.view?.destroy();
    const label = this.getAttribute('aria-label') ?? '';
    this.view = new EditorView({
      parent: this,
      // Slotted into the shell's shadow tree, the editor would otherwise put its styles there.
      root: document,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightSelectionMatches(),
          this.writable ? [highlightActiveLine(), highlightActiveLineGutter(), lintGutter()] : [],
          syntaxHighlighting(COLOURS),
          grammar(this.grammarName),
          FRAME,
          EditorView.lineWrapping,
          keymap.of([
            ...defaultKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...foldKeymap,
            ...lintKeymap,
            ...(this.hasAttribute('tab-indents') ? [indentWithTab] : []),
          ]),
          EditorState.readOnly.of(!this.writable),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-readonly': String(!this.writable),
            tabindex: '0',
          }),
          EditorState.phrases.of({ '$ unchanged lines': this.unchangedWords }),
          this.earlier === null
            ? []
            : unifiedMergeView({
                original: this.earlier,
                mergeControls: false,
                gutter: true,
                collapseUnchanged: { margin: 3, minSize: 6 },
              }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && this.writable) {
              clearTimeout(this.timer);
              this.timer = window.setTimeout(() => this.flush(), REST_MS);
            }
          }),
        ],
      }),
    });
    this.mark();
  }

  private flush(): void {
    if (this.timer === 0 || !this.view) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = 0;
    this.text = this.view.state.doc.toString();
    this.dispatchEvent(new CustomEvent('code-changed', { detail: { value: this.text } }));
  }

  private mark(): void {
    if (this.view) {
      const document = this.view.state.doc;
      const found = this.places
        .filter((place) => place.line !== null && place.line !== undefined)
        .map((place) => diagnosis(document, place));
      this.view.dispatch(setDiagnostics(this.view.state, found));
    }
  }
}

customElements.define('by-code', CodeView);
