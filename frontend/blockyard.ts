/**
 * What every page needs: the icons, the theme switch and the keyboard short cuts.
 */
import './icons';
import { applyTheme, rememberedTheme, rememberTheme, type Theme } from './theme';

declare global {
  interface Window {
    Blockyard: { theme(): Theme; setTheme(theme: Theme): void };
  }
}

window.Blockyard = {
  theme: rememberedTheme,
  setTheme(theme: Theme) {
    rememberTheme(theme);
    applyTheme(theme);
  },
};
applyTheme(rememberedTheme());

const LEADER_PATIENCE_MS = 1200;
let leaderPressedAt = 0;

/** Typing into a field is never a short cut. */
function typing(event: KeyboardEvent): boolean {
  return event.composedPath().some((target) => {
    if (!(target instanceof HTMLElement)) {
      return false;
    }
    return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
  });
}

function shown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** Clicks what bears the short cut; an item of the navigation keeps its link in its shadow tree. */
function follow(shortcut: string): void {
  const bearer = document.querySelector<HTMLElement>(`[data-shortcut="${shortcut}"]`);
  (bearer?.shadowRoot?.querySelector('a') ?? bearer)?.click();
}

window.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) {
    return;
  }
  const afterLeader = Date.now() - leaderPressedAt < LEADER_PATIENCE_MS;
  leaderPressedAt = 0;
  if (afterLeader && ['c', 'n', 'p', 'd'].includes(event.key)) {
    event.preventDefault();
    follow(`g ${event.key}`);
  } else if (event.key === 'g') {
    leaderPressedAt = Date.now();
  } else if (event.key === '/') {
    const box = [...document.querySelectorAll<HTMLElement>('by-search')].find(shown);
    if (box) {
      event.preventDefault();
      box.focus();
    }
  } else if (event.key === '?') {
    event.preventDefault();
    follow('?');
  }
});
