import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../api/version.ts';
import { momentText } from '../../format/days.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { words } from '../../words/words.ts';

type DocumentSettings = Shape<'DocumentSettings'>;

type Body = Shape<'NewDocumentSettings'>;

const { settings: said } = words;

const NAMES = [
  'superiorName',
  'issuerName',
  'symbol',
  'place',
  'signatoryTitle',
  'signatoryName',
  'accountHolder',
  'accountNumber',
  'bankName',
  'address',
  'phone',
  'taxCode',
] as const;

type Values = Readonly<Record<(typeof NAMES)[number] | 'recipients', string>>;

function valuesOf(settings: DocumentSettings): Values {
  return {
    ...(Object.fromEntries(NAMES.map((name) => [name, settings[name] ?? ''])) as Record<
      (typeof NAMES)[number],
      string
    >),
    recipients: settings.recipients.join('\n'),
  };
}

/** What is sent: all of it; an empty field is taken away. */
function bodyOf(values: Values): Body {
  const kept = Object.fromEntries(
    NAMES.map((name) => [name, values[name].trim() === '' ? null : values[name].trim()]),
  );
  const recipients = values.recipients.split('\n').map((line) => line.trim());
  return { ...kept, recipients: recipients.filter((line) => line !== '') };
}

function Stands({ settings }: { settings: DocumentSettings }) {
  return (
    <Facts
      facts={[
        ...NAMES.map((name) => [said.papers[name], settings[name]] as const),
        [said.recipients, settings.recipients.join('; ')],
      ]}
    />
  );
}

function PapersForm({ settings }: { settings: Versioned<DocumentSettings> }) {
  const form = useForm(valuesOf(settings));
  const act = useChange(settings.version, async (body: Body, header) =>
    api.PUT('/v1/fund/document-settings', { params: { header }, body }),
  );
  return (
    <Form act={act} body={() => bodyOf(form.values)} verb={said.papersVerb}>
      <div className="row">
        {NAMES.map((name) => (
          <TextField key={name} label={said.papers[name]} {...form.field(name)} />
        ))}
      </div>
      <TextField label={said.recipients} {...form.field('recipients')} lines={4} />
      {act.isStale && (
        <section aria-label={said.papersNow}>
          <h2>{said.papersNow}</h2>
          <Stands settings={settings} />
        </section>
      )}
      {act.answer !== undefined && (
        <p className="done" role="status">
          {said.saved}
        </p>
      )}
    </Form>
  );
}

/** How the papers of the fund are headed, signed and sent. */
export function Papers() {
  const may = useMay();
  const settings = useRead(['fund', 'document-settings'], async (signal) =>
    withVersion(api.GET('/v1/fund/document-settings', { signal })),
  );
  return (
    <Read of={settings}>
      {(answer) => (
        <section className="card" aria-label={said.tabs.papers}>
          <p className="hint">{said.papersHint}</p>
          {may('fund:write') ? <PapersForm settings={answer} /> : <Stands settings={answer} />}
          <p className="hint">
            {answer.recordedAt === null
              ? said.papersNone
              : `${said.recorded} ${momentText(answer.recordedAt)}, ${answer.recordedBy ?? ''}`}
          </p>
        </section>
      )}
    </Read>
  );
}
