import './styles/fonts.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/page.css';
import './styles/tables.css';
import './styles/forms.css';
import './styles/plots.css';
import './styles/narrow.css';
import './styles/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { queries } from './api/read.ts';
import { router } from './router.tsx';
import { language } from './words/words.ts';
import { applyTheme } from './words/theme.ts';

// React Aria empties its announcements by `innerHTML = ''`: that, and no other markup, is let through.
window.trustedTypes?.createPolicy('default', {
  createHTML: (markup: string) => (markup === '' ? '' : (undefined as unknown as string)),
});

document.documentElement.lang = language;
applyTheme();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);

declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createHTML(markup: string): string }): unknown;
    };
  }
}
