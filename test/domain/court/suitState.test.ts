import { furthest, suitStateAt, type SuitState } from '../../../src/domain/court/suitState.ts';
import { STAGES, type Stage } from '../../../src/domain/court/stages.ts';
import { on } from '../../support/loans.ts';
import { stageOf } from '../../support/smallFund.ts';

// By hand from R26 and R38: what each stage, as the last one, leaves of a case.
const STATES: Readonly<Record<Stage, SuitState>> = {
  petition_filed: 'in_court',
  amendment_asked: 'in_court',
  petition_returned: 'ended_without_judgment',
  fee_advance_paid: 'in_court',
  accepted: 'in_court',
  mediation: 'in_court',
  settlement_recognised: 'judged',
  stayed: 'in_court',
  discontinued: 'ended_without_judgment',
  hearing: 'in_court',
  // It can still be appealed.
  first_instance_judgment: 'in_court',
  appealed: 'in_court',
  appeal_judgment: 'judged',
  final: 'judged',
  enforcement_requested: 'in_enforcement',
  enforcement_decided: 'in_enforcement',
  no_means_found: 'in_enforcement',
  assets_attached: 'in_enforcement',
  enforcement_stayed: 'in_enforcement',
  enforcement_resumed: 'in_enforcement',
  enforcement_suspended: 'in_enforcement',
  enforcement_entrusted: 'in_enforcement',
  request_returned: 'judged',
  // Without a ground that leaves the right to ask again.
  enforcement_terminated: 'closed',
  enforcement_closed: 'closed',
  withdrawn: 'ended_without_judgment',
};

test.each(STAGES)('a case whose last stage is %s', (stage) => {
  const stages = [stageOf('petition_filed', '2026-01-05'), stageOf(stage, '2026-08-03')];
  expect(suitStateAt(stages, on('2026-08-03'))).toBe(STATES[stage]);
  expect(suitStateAt(stages, on('2026-08-02'))).toBe('in_court');
  expect(suitStateAt(stages, on('2026-01-04'))).toBeNull();
});

test.each([
  ['debtor_gone', 'judged'],
  ['bankruptcy_opened', 'judged'],
  ['creditor_request', 'closed'],
  ['judgment_annulled', 'ended_without_judgment'],
] as const)('enforcement terminated for %s', (terminatedFor, state) => {
  const stages = [stageOf('enforcement_terminated', '2026-08-03', { terminatedFor })];
  expect(suitStateAt(stages, on('2026-08-03'))).toBe(state);
});

test('of several cases about a loan the one that has come furthest counts', () => {
  expect(furthest([])).toBeNull();
  expect(furthest(['ended_without_judgment', 'in_court'])).toBe('in_court');
  expect(furthest(['in_enforcement', 'in_court', 'judged'])).toBe('in_enforcement');
});
