import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import type { FormValues } from '../../parts/Form.tsx';
import { words } from '../../words/words.ts';
import type { Answers, Every, Question } from './sendFile.ts';

const { answer, answerHint, choices, lessFilled } = words.imports;

function withNone<V extends string>(
  said: Readonly<Record<Exclude<V, ''>, string>>,
): readonly (readonly [V, string])[] {
  return [['' as V, lessFilled], ...(Object.entries(said) as [V, string][])];
}

interface Props {
  readonly form: FormValues<Answers>;
  /** What is asked for. */
  readonly questions: readonly Question[];
}

function AnswerField({ form, question }: { form: FormValues<Answers>; question: Question }) {
  const said = { label: answer[question], hint: answerHint[question] };
  switch (question) {
    case 'on':
      return <DayField {...said} {...form.field('on')} />;
    case 'locality':
      return <TextField {...said} {...form.field('locality')} />;
    case 'unit':
      return (
        <ChoiceField
          {...said}
          {...form.field('unit')}
          choices={withNone<Answers['unit']>(choices.unit)}
        />
      );
    case 'rate':
      return (
        <ChoiceField
          {...said}
          {...form.field('rate')}
          choices={withNone<Answers['rate']>(choices.rate)}
        />
      );
    case 'dates':
      return (
        <ChoiceField
          {...said}
          {...form.field('dates')}
          choices={withNone<Answers['dates']>(choices.dates)}
        />
      );
    case 'decimals':
      return (
        <ChoiceField
          {...said}
          {...form.field('decimals')}
          choices={withNone<Answers['decimals']>(choices.decimals)}
        />
      );
    default:
      return (
        <ChoiceField<Every>
          {...said}
          {...form.field(question)}
          choices={withNone<Every>(choices.every)}
        />
      );
  }
}

/** What a book may leave open, to be said when it is sent. */
export function AnswerFields({ form, questions }: Props) {
  return (
    <div className="row">
      {questions.map((question) => (
        <AnswerField key={question} form={form} question={question} />
      ))}
    </div>
  );
}
