import { words } from '../../words/words.ts';
import { CatalogueField } from './CatalogueField.tsx';

const text = words.cases.newCase;

interface Props {
  readonly value: string;
  readonly onChange: (court: string) => void;
  /** The day of the filing, whose courts are offered. */
  readonly filedOn: string;
}

/** A court: one of those of the day, or another, by its name. */
export function CourtField({ value, onChange, filedOn }: Props) {
  return (
    <CatalogueField
      catalogue="courts"
      name="court"
      label={words.cases.court}
      other={text.otherCourt}
      typedLabel={text.courtName}
      value={value}
      onChange={onChange}
      on={filedOn}
    />
  );
}
