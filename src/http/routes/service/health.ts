import { DomainError } from '../../../domain/primitives/errors.ts';
import { isReady } from '../../../usecases/view/readiness.ts';
import type { Routes } from '../../service/appTypes.ts';

/** For probes: whether the process lives, and whether it can do its work. */
export const healthRoutes: Routes = (app, { database }) => {
  const options = { schema: { hide: true }, config: { public: true, unlimited: true } };
  const always = { ...options, config: { ...options.config, whileDraining: true } };
  app.get('/livez', always, () => ({ status: 'ok' }));
  app.get('/readyz', options, async () => {
    if (!(await isReady(database))) throw new DomainError('service-unavailable');
    return { status: 'ok' };
  });
};
