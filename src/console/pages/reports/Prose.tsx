const isHeading = (line: string): boolean => /^\d+\. /.test(line);

/** A report as text: a paragraph a line, the chapters with their headings. */
export function Prose({ text }: { readonly text: string }) {
  const lines = text.split('\n').filter((line) => line !== '');
  return (
    <div className="prose" lang="vi">
      {lines.map((line, index) =>
        // Two lines may say the same: a line is known by its place.
        isHeading(line) ? <h3 key={`${index}`}>{line}</h3> : <p key={`${index}`}>{line}</p>,
      )}
    </div>
  );
}
