import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

type Body = Shape<'TakeOverHolidaysBody'>;

const { settings: said } = words;

const yearsOf = (lists: readonly { readonly year: number }[]): string =>
  lists.map(({ year }) => year).join(', ');

/** Takes over the holidays of Viet Nam for some years; lists that the fund has are left as they are. */
export function TakeOver({ years }: { years: readonly number[] }) {
  const form = useForm({
    fromYear: String(years[0] ?? ''),
    toYear: String(years.at(-1) ?? ''),
  });
  const act = useAct(async (body: Body, key) =>
    api.POST('/v1/fund/holidays', { params: { header: { 'Idempotency-Key': key } }, body }),
  );
  const choices = years.map((year) => [String(year), String(year)] as const);
  const numbered = (text: string): number | undefined =>
    years.find((year) => String(year) === text);
  const bodyOf = (): Body | null => {
    const [fromYear, toYear] = [numbered(form.values.fromYear), numbered(form.values.toYear)];
    return fromYear === undefined || toYear === undefined ? null : { fromYear, toYear };
  };
  const { answer } = act;
  return (
    <section className="card" aria-labelledby="take-over">
      <h2 id="take-over">{said.takeOver}</h2>
      <p className="hint">{said.takeOverHint}</p>
      <Form act={act} body={bodyOf} verb={said.takeOverVerb}>
        <div className="row">
          <ChoiceField label={said.fromYear} {...form.field('fromYear')} choices={choices} />
          <ChoiceField label={said.toYear} {...form.field('toYear')} choices={choices} />
        </div>
      </Form>
      {answer !== undefined && (
        <>
          <p className="done" role="status">
            {answer.entered.length === 0
              ? said.takenOverNone
              : filled(said.takenOver, { entered: yearsOf(answer.entered) })}{' '}
            {answer.left.length > 0 && filled(said.takenOverLeft, { left: yearsOf(answer.left) })}
          </p>
          <Told affects={answer.affects} />
        </>
      )}
    </section>
  );
}
