/** Light, dark, or as the system has it; remembered in this browser. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'blockyard-theme';

export function rememberedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function rememberTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, theme);
  }
}

/** Pictures that cannot follow CSS listen to `blockyard-theme` on the window. */
export function applyTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  window.dispatchEvent(new CustomEvent('blockyard-theme'));
}

export function darkNow(): boolean {
  const theme = rememberedTheme();
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
  window.dispatchEvent(new CustomEvent('blockyard-theme')),
);
