import { words } from '../../words/words.ts';

interface Props {
  readonly of: { readonly hasMore: boolean; readMore(): void };
}

/** Reads a list on, where it goes on. */
export function MoreRows({ of }: Props) {
  if (!of.hasMore) return null;
  return (
    <div className="buttons">
      <button type="button" onClick={() => of.readMore()}>
        {words.parts.more}
      </button>
    </div>
  );
}
