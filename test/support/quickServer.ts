import { serve } from '../../src/process/serve.ts';
import { PACE } from '../../src/domain/webhooks/retries.ts';

// The service, but that what a receiver did not accept is sent again soon, as no test can wait for minutes; and
// a webhook is switched off after `GIVE_UP_AFTER_MS`, as none can wait for five days.

const { GIVE_UP_AFTER_MS: giveUp, ...env } = process.env;

await serve(env, {
  webhookPace: {
    ...PACE,
    everyMs: 50,
    timeoutMs: 1_000,
    leaseMs: 3_000,
    pausesMs: [100, 300],
    giveUpAfterMs: giveUp === undefined ? PACE.giveUpAfterMs : Number(giveUp),
  },
});
