import { Type } from 'typebox';
import { CHARGE_OFF_GROUNDS } from '../../../domain/loans/chargeOff.ts';
import { money } from '../../../domain/primitives/money.ts';
import { chargeOff, writeOff } from '../../../usecases/loans/chargeOffLoan.ts';
import type { Routes } from '../../service/appTypes.ts';
import { act } from '../../service/act.ts';
import { TEXT_LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import { LateFieldsWithReason, WITH_REASON } from '../../schema/lateBooking.ts';
import { Closed, Code, DateOf, IdParams, Money, Name, Text } from '../../schema/schemas.ts';
import { DecisionNumber } from '../../present/shapes.ts';
import { AnswerToDecision, answerToDecision } from './decisions.ts';

const tags = ['Decisions'];

const MOST_DOCUMENTS = 20;

/** A paper on which a charge-off rests. */
const GivenDocument = Closed({
  name: Text('What it is called.', 'Biên bản họp Hội đồng xử lý rủi ro'),
  number: Type.Optional(Code('Its number, if it has one.', '03/BB-HĐXLRR')),
  issuedOn: Type.Optional(DateOf('The day on it.')),
});

/** When and of how much a loan was charged off in the book from which it was taken over. */
const GivenFirst = Closed(
  {
    on: DateOf('The day on which it was charged off in the old book.'),
    principal: { ...Money, description: 'What left the old book on that day.' },
  },
  {
    description:
      'Of a loan taken over that was charged off in the old book already (R33): the terms of a write-off count ' +
      'from that day, and its policies hold. `effectiveOn` is the day after the opening then.',
  },
);

/** Principal that leaves the books (R14 e, R40). */
export const chargeOffRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/charge-offs',
    {
      bodyLimit: TEXT_LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'chargeOffLoan',
        summary: 'Charges a loan off: its principal leaves the books of the fund',
        description:
          'Only the books of the fund change: the borrower owes what it owed, is not told, and is asked to pay ' +
          'as before (R14, R40). Later receipts are recoveries. Whether interest goes on off the books, and ' +
          'whether what is recovered is capital or income, is what the policies `chargedOffInterest` and ' +
          '`recoveryOfChargedOff` say on `effectiveOn`. Warns where the ground is missing, or is another than ' +
          'what is known of the loan or of the cooperative.',
        tags,
        params: IdParams,
        body: Closed(
          {
            effectiveOn: DateOf('The day on which the principal leaves the books.'),
            decisionNumber: DecisionNumber,
            ground: Type.Optional(
              Name(CHARGE_OFF_GROUNDS, {
                description:
                  'Why it may be charged off (Decree 86/2024, art. 11): the borrower is dissolved or bankrupt, ' +
                  'a person is dead, missing or unable to work for good, or the loan is in group 5.',
              }),
            ),
            documents: Type.Optional(
              Type.Array(GivenDocument, {
                maxItems: MOST_DOCUMENTS,
                description:
                  'The papers on which it rests: minutes of the council, decisions, proof.',
              }),
            ),
            first: Type.Optional(GivenFirst),
            ...LateFieldsWithReason,
          },
          WITH_REASON,
        ),
        response: { 201: AnswerToDecision('charge_off') },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { effectiveOn, decisionNumber, ground = null, documents = [], first } = request.body;
        const decided = chargeOff(tx, request.params.id, {
          effectiveOn,
          decisionNumber,
          ground,
          documents: documents.map(({ name, number = null, issuedOn = null }) => ({
            name,
            number,
            issuedOn,
          })),
          first: first === undefined ? null : { on: first.on, principal: money(first.principal) },
        });
        return answerToDecision(tx, services, request, decided, decided.warnings);
      }) as never,
  );
};

/** A loan charged off that leaves the record off the balance too (R40). */
export const writeOffRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/write-offs',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'writeOffLoan',
        summary: 'Writes a loan off that was charged off years before (xuất toán)',
        description:
          'It leaves the record off the balance and stands in the register of loans charged off from then on ' +
          '(R40, Decree 86/2024 art. 12). The debt goes on: later receipts are recoveries as before. ' +
          'Refused before the first day that the policy `writeOffAfterYears` allows.',
        tags,
        params: IdParams,
        body: Closed(
          {
            effectiveOn: DateOf('The day on which it leaves the record off the balance.'),
            decisionNumber: DecisionNumber,
            ground: Type.Optional(
              Name(CHARGE_OFF_GROUNDS, {
                description:
                  'Why nothing more is to be had. With `dissolved` or `bankrupt` (wound up, nobody succeeds) and ' +
                  '`dead` (the estate is settled) the loan need not be followed any longer.',
              }),
            ),
            note: Type.Optional(
              Text('What is to be said of it.', 'Đã áp dụng mọi biện pháp thu hồi'),
            ),
            ...LateFieldsWithReason,
          },
          WITH_REASON,
        ),
        response: { 201: AnswerToDecision('write_off') },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { effectiveOn, decisionNumber, ground = null, note = null } = request.body;
        const decided = writeOff(tx, request.params.id, {
          effectiveOn,
          decisionNumber,
          ground,
          note,
        });
        return answerToDecision(tx, services, request, decided, decided.warnings);
      }) as never,
  );
};
