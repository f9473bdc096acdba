import { useId, useState, type DragEvent } from 'react';
import { words } from '../../words/words.ts';

interface Props {
  readonly label: string;
  /** Which files are taken: endings, as `.xlsx,.ods`. */
  readonly accept: string;
  readonly hint: string;
  readonly onChoose: (file: File) => void;
}

/** A file that is dropped here, or chosen from the computer. */
export function FileField({ label, accept, hint, onChoose }: Props) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onChoose(file);
  };
  return (
    <div
      className={isOver ? 'file-field over' : 'file-field'}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>{words.parts.dropFile}</p>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-label={label}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file, corrected meanwhile, can be chosen again.
          currentTarget.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
      <label htmlFor={id} className="button" aria-hidden="true">
        {words.parts.chooseFile}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
