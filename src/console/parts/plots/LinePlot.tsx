import { dayText } from '../../format/days.ts';
import { grouped, inMillions } from '../../format/money.ts';
import { words } from '../../words/words.ts';
import { mostOf, roundedUp, share } from './scale.ts';

/** A line of a plot. */
export interface Series {
  readonly name: string;
  /** Which of the colours of plots it has, from 1. */
  readonly colour: 1 | 2 | 3 | 4;
  /** Whole đồng, one a day. */
  readonly amounts: readonly string[];
}

interface Props {
  readonly label: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** The day that is marked. */
  readonly marked?: string;
  readonly isBars?: boolean;
}

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 64;
const RIGHT = 30;
const TOP = 10;
const BOTTOM = 26;

const QUARTERS_OF_AXIS = [0n, 1n, 2n, 3n, 4n];

/** On every how manieth day a plot says the day. */
const MOST_LABELS = 8;

/** Lines or bars of amounts over days, as SVG: printed sharp, read aloud as a table. */
export function LinePlot({ label, days, series, marked, isBars = false }: Props) {
  const top = roundedUp(mostOf(series.flatMap(({ amounts }) => amounts)));
  const step = (WIDTH - LEFT - RIGHT) / Math.max(days.length - (isBars ? 0 : 1), 1);
  const x = (index: number): number => LEFT + step * (isBars ? index + 0.5 : index);
  const y = (amount: string): number =>
    HEIGHT - BOTTOM - share(amount, top) * (HEIGHT - TOP - BOTTOM);
  const every = Math.ceil(days.length / MOST_LABELS);
  const at = marked === undefined ? -1 : days.indexOf(marked);
  return (
    <figure className="plot">
      <Caption label={label} series={series} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {QUARTERS_OF_AXIS.map((part) => {
          const amount = `${(top * part) / 4n}`;
          return (
            <g key={amount} className="grid">
              <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(amount)} y2={y(amount)} />
              <text x={LEFT - 8} y={y(amount) + 4} textAnchor="end">
                {inMillions(amount)}
              </text>
            </g>
          );
        })}
        {days.map((day, index) =>
          index % every === 0 ? (
            <text
              key={day}
              className={(index / every) % 2 === 1 ? 'minor-label' : undefined}
              x={x(index)}
              y={HEIGHT - 8}
              textAnchor="middle"
            >
              {day.slice(5, 7)}/{day.slice(0, 4)}
            </text>
          ) : null,
        )}
        {at >= 0 && <line className="mark" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
        {series.map(({ name, colour, amounts }) =>
          isBars ? (
            <g key={name} className={`bars colour-${colour}`}>
              {amounts.map((amount, index) => (
                <rect
                  key={days[index]}
                  x={x(index) - step * 0.35}
                  width={step * 0.7}
                  y={y(amount)}
                  height={HEIGHT - BOTTOM - y(amount)}
                >
                  <title>{`${dayText(days[index] ?? '')}: ${grouped(amount)}`}</title>
                </rect>
              ))}
            </g>
          ) : (
            <path
              key={name}
              className={`line colour-${colour}`}
              d={amounts
                .map((each, index) => `${index === 0 ? 'M' : 'L'}${x(index)},${y(each)}`)
                .join('')}
            />
          ),
        )}
      </svg>
      <PlotTable label={label} days={days} series={series} />
    </figure>
  );
}

/** What a plot shows, and which colour stands for what. */
function Caption({ label, series }: Pick<Props, 'label' | 'series'>) {
  return (
    <figcaption>
      {label} <span className="unit">({words.parts.millions})</span>
      {series.length > 1 &&
        series.map(({ name, colour }) => (
          <span key={name} className={`key colour-${colour}`}>
            {name}
          </span>
        ))}
    </figcaption>
  );
}

/** The same figures for those who do not see the plot. */
function PlotTable({ label, days, series }: Pick<Props, 'label' | 'days' | 'series'>) {
  return (
    <div className="unseen">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.parts.day}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <th scope="row">{dayText(day)}</th>
              {series.map(({ name, amounts }) => (
                <td key={name}>{grouped(amounts[index] ?? '0')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
