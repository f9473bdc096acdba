const KEPT_AS = 'theme';

/** How the screen looks: as the computer is set, or always light or dark. */
export type Theme = 'auto' | 'light' | 'dark';

/** The look that was chosen on this computer. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

const computer = matchMedia('(prefers-color-scheme: dark)');

function show(): void {
  const chosen = chosenTheme();
  const isDark = chosen === 'auto' ? computer.matches : chosen === 'dark';
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

/** Shows the screen in the look that was chosen, and goes along if the computer is set otherwise. */
export function applyTheme(): void {
  show();
  computer.addEventListener('change', show);
}

/** Chooses a look, and shows the screen in it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT_AS, theme);
  show();
}
