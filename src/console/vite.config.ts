import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { defineConfig } from 'vite';

/** Where the service listens that `npm run console` puts its screens in front of. */
const SERVICE = process.env.API ?? 'http://127.0.0.1:3000';

const ASKED = ['/v1', '/session', '/docs', '/openapi.json', '/problems'];

export default defineConfig({
  root: import.meta.dirname,
  // React Aria speaks thirty languages and no Vietnamese: the console gives words of its own.
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // A strict policy takes no script from a data: address, and browsers of today preload by themselves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The packages say which of their files are for a browser: all are, here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { proxy: Object.fromEntries(ASKED.map((path) => [path, SERVICE])) },
});
