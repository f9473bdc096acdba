import {
  canFollow,
  checkNextStage,
  FOLLOWED_BY,
  isPending,
  STAGES,
  type CaseStage,
  type Stage,
} from '../../../src/domain/court/stages.ts';
import { on, refusal } from '../../support/loans.ts';

/** What may come of enforcement that is under way (R38). */
const STOPS: readonly Stage[] = [
  'enforcement_stayed',
  'enforcement_suspended',
  'enforcement_terminated',
  'enforcement_entrusted',
];

const UNDER_WAY: readonly Stage[] = [
  'enforcement_requested',
  'enforcement_decided',
  'no_means_found',
  'assets_attached',
  'enforcement_closed',
];

/** R26 and R38 word by word; what may be withdrawn is named in each line. */
const TABLE: Record<Stage, readonly Stage[]> = {
  petition_filed: ['amendment_asked', 'petition_returned', 'fee_advance_paid', 'withdrawn'],
  amendment_asked: ['amendment_asked', 'petition_returned', 'fee_advance_paid', 'withdrawn'],
  petition_returned: [],
  fee_advance_paid: ['accepted', 'withdrawn'],
  accepted: [
    'mediation',
    'settlement_recognised',
    'stayed',
    'discontinued',
    'hearing',
    'withdrawn',
  ],
  mediation: [
    'mediation',
    'settlement_recognised',
    'stayed',
    'discontinued',
    'hearing',
    'withdrawn',
  ],
  stayed: ['mediation', 'settlement_recognised', 'stayed', 'discontinued', 'hearing', 'withdrawn'],
  hearing: [
    'mediation',
    'settlement_recognised',
    'stayed',
    'discontinued',
    'hearing',
    'first_instance_judgment',
    'withdrawn',
  ],
  settlement_recognised: ['enforcement_requested'],
  discontinued: [],
  first_instance_judgment: ['appealed', 'final', 'withdrawn'],
  appealed: ['appeal_judgment', 'discontinued', 'withdrawn'],
  appeal_judgment: ['final', 'hearing', 'withdrawn'],
  final: ['enforcement_requested'],
  enforcement_requested: ['enforcement_decided'],
  enforcement_decided: [
    'no_means_found',
    'assets_attached',
    'enforcement_requested',
    'enforcement_closed',
    ...STOPS,
  ],
  no_means_found: [
    'enforcement_decided',
    'assets_attached',
    'enforcement_requested',
    'enforcement_closed',
    ...STOPS,
    'request_returned',
  ],
  assets_attached: [
    'enforcement_decided',
    'no_means_found',
    'enforcement_requested',
    'enforcement_closed',
    ...STOPS,
  ],
  enforcement_stayed: ['enforcement_resumed', 'enforcement_terminated'],
  enforcement_suspended: ['enforcement_resumed', 'enforcement_terminated'],
  enforcement_resumed: [...UNDER_WAY, ...STOPS],
  enforcement_entrusted: [...UNDER_WAY, ...STOPS],
  request_returned: ['enforcement_requested'],
  enforcement_terminated: [],
  enforcement_closed: [],
  withdrawn: [],
};

function stage(name: Stage, day: string, fullRecovery: boolean | null = null): CaseStage {
  return { stage: name, occurredOn: on(day), fullRecovery, terminatedFor: null };
}

describe('the stages of a case (R26, R38)', () => {
  test('there are twenty-six, and the table names them all', () => {
    expect(STAGES).toHaveLength(26);
    expect(Object.keys(TABLE).toSorted()).toEqual(STAGES.toSorted());
  });

  describe.each(STAGES)('after %s', (last) => {
    test.each(STAGES)('%s', (next) => {
      const check = () => checkNextStage(stage(last, '2023-01-10'), stage(next, '2023-01-10'));
      if (TABLE[last].includes(next)) {
        expect(check).not.toThrow();
        return;
      }
      const refused = refusal(check);
      expect(refused).toMatchObject({
        code: 'stage-not-possible',
        figures: { stage: next, lastStage: last },
      });
      const { possible } = refused.figures;
      expect([possible].flat().toSorted()).toEqual(TABLE[last].toSorted());
    });
  });

  test('a stage dated before the last one is refused, on its day it is not', () => {
    const filed = stage('petition_filed', '2023-01-10');
    expect(
      refusal(() => checkNextStage(filed, stage('fee_advance_paid', '2023-01-09'))),
    ).toMatchObject({
      code: 'stage-out-of-order',
      figures: { occurredOn: '2023-01-09', lastOccurredOn: '2023-01-10' },
    });
    expect(() => checkNextStage(filed, stage('fee_advance_paid', '2023-01-10'))).not.toThrow();
  });

  test('every stage can be reached from the petition', () => {
    const reached = new Set<Stage>(['petition_filed']);
    for (const each of reached) for (const next of FOLLOWED_BY[each]) reached.add(next);
    expect(reached.size).toBe(STAGES.length);
  });
});

describe('enforcement that was terminated (Law 106/2025 art. 48)', () => {
  test.each([
    // The creditor who asks for the end has no right to ask again; an annulled judgment is none.
    ['creditor_request', []],
    ['judgment_annulled', []],
    ['other', []],
    [null, []],
    // The judgment stands: a successor, assets or the end of the bankruptcy may turn up.
    ['debtor_gone', ['enforcement_requested']],
    ['bankruptcy_opened', ['enforcement_requested']],
  ] as const)('for %s: then can follow %j', (terminatedFor, next) => {
    const last = { ...stage('enforcement_terminated', '2026-08-03'), terminatedFor };
    expect(canFollow(last)).toEqual(next);
  });
});

describe('a borrower is sued (R26)', () => {
  const ENDED: readonly Stage[] = [
    'petition_returned',
    'discontinued',
    'enforcement_terminated',
    'withdrawn',
  ];

  test('from the day of the petition on', () => {
    const stages = [stage('petition_filed', '2023-01-10')];
    expect(isPending(stages, on('2023-01-09'))).toBe(false);
    expect(isPending(stages, on('2023-01-10'))).toBe(true);
    expect(isPending([], on('2023-01-10'))).toBe(false);
  });

  test.each(STAGES.filter((each) => each !== 'enforcement_closed'))('at the stage %s', (last) => {
    const stages = [stage('petition_filed', '2023-01-10'), stage(last, '2023-02-10')];
    expect(isPending(stages, on('2023-02-09'))).toBe(true);
    expect(isPending(stages, on('2023-02-10'))).toBe(!ENDED.includes(last));
  });

  test.each([
    [true, false],
    [false, true],
    [null, true],
  ])('when enforcement is closed with full recovery %s: %s', (fullRecovery, sued) => {
    const stages = [
      stage('petition_filed', '2023-01-10'),
      stage('enforcement_closed', '2023-02-10', fullRecovery),
    ];
    expect(isPending(stages, on('2023-02-09'))).toBe(true);
    expect(isPending(stages, on('2023-02-10'))).toBe(sued);
  });
});
