import { serve } from '../../src/process/serve.ts';
import { PACE } from '../../src/domain/webhooks/retries.ts';

// The service, but that what a receiver did not accept is sent again soon, as no test can wait for minutes.

await serve(process.env, {
  webhookPace: { ...PACE, everyMs: 50, timeoutMs: 1_000, leaseMs: 3_000, pausesMs: [100, 300] },
});
