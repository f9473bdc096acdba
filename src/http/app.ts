import type { App } from './appTypes.ts';
import { PERMISSION_BY_ROUTE } from './permissions.ts';
import { createApp, type AppOptions } from './plumbing.ts';
import { ROUTES } from './routes.ts';

/** The service with all its routes, ready to listen. */
export function buildApp(options: AppOptions): Promise<App> {
  return createApp(options, ROUTES, PERMISSION_BY_ROUTE);
}
