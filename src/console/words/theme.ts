const KEPT_AS = 'theme';

/** How the screen looks: as the computer is set, or always light or dark. */
export type Theme = 'auto' | 'light' | 'dark';

/** The look that was chosen on this computer. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

/** Shows the screen in the look that was chosen. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = chosenTheme();
}

/** Chooses a look, and shows the screen in it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT_AS, theme);
  applyTheme();
}
