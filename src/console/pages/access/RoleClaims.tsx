import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

type RoleClaim = Shape<'RoleClaim'>;

type Body = Shape<'NewRoleClaim'>;

const { roleClaims: said } = words;

const ROLES = ['director', 'accountant', 'auditor'] as const;

const COLUMNS: readonly Column<RoleClaim>[] = [
  { title: said.effectiveOn, cell: ({ effectiveOn }) => dayText(effectiveOn) },
  {
    title: said.roles,
    cell: ({ roles }) =>
      roles.length === 0
        ? said.nobody
        : roles.map(({ value, role }) => (
            <p key={value} className="anywhere">
              {value}: {words.codes.role[role]}
            </p>
          )),
  },
  { title: said.document, cell: ({ sourceDocument }) => sourceDocument },
  {
    title: said.provider,
    cell: ({ issuer }) => <span className="anywhere">{issuer.replace(/^https?:\/\//, '')}</span>,
    isMinor: true,
  },
  { title: said.recordedBy, cell: ({ recordedBy }) => recordedBy, isMinor: true },
];

/** The groups of a field, which are parted by commas. */
const groupsIn = (typed: string): string[] =>
  typed
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

function NewRoleClaim({ providers }: { providers: readonly string[] }) {
  const [first = ''] = providers;
  const form = useForm({
    provider: first,
    effectiveOn: '',
    director: '',
    accountant: '',
    auditor: '',
    sourceDocument: '',
  });
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/role-claims', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  const { provider, effectiveOn, sourceDocument } = form.values;
  const roles = ROLES.flatMap((role) =>
    groupsIn(form.values[role]).map((value) => ({ value, role })),
  );
  const isWhole = effectiveOn !== '' && sourceDocument.trim() !== '';
  return (
    <section className="card" aria-labelledby="new-role-claim">
      <h3 id="new-role-claim">{said.add}</h3>
      <Form
        key={act.answer?.id ?? ''}
        act={act}
        body={() => (isWhole ? { provider, effectiveOn, roles, sourceDocument } : null)}
        verb={said.verb}
      >
        <div className="row">
          {providers.length > 1 && (
            <ChoiceField
              label={said.provider}
              {...form.field('provider')}
              choices={providers.map((each) => [each, each] as const)}
            />
          )}
          <DayField label={said.effectiveOn} {...form.field('effectiveOn')} />
          <TextField label={said.document} {...form.field('sourceDocument')} isRequired />
        </div>
        <div className="row">
          {ROLES.map((role) => (
            <TextField key={role} label={said.groups[role]} {...form.field(role)} />
          ))}
        </div>
        <p className="hint">{said.hint}</p>
      </Form>
    </section>
  );
}

/** Which groups of a provider come in without an invitation; nothing if no provider tells groups. */
export function RoleClaims() {
  const mayWrite = useMay()('tokens:write');
  const list = useRead(['role-claims'], async (signal) => api.GET('/v1/role-claims', { signal }));
  if (list.error !== null) {
    return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />;
  }
  const { data = [], providers = [] } = list.data ?? {};
  if (providers.length === 0 && data.length === 0) return null;
  return (
    <>
      <h2>{said.title}</h2>
      <p className="soft">{said.intro}</p>
      {mayWrite && providers.length > 0 && <NewRoleClaim providers={providers} />}
      {data.length > 0 && (
        <Table label={said.title} columns={COLUMNS} rows={data} keyOf={({ id }) => id} />
      )}
    </>
  );
}
