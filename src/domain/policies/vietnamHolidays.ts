import { addDays, type CalendarDate } from '../primitives/dates.ts';

/** A day on which nothing is payable (R6), with what says so. */
export interface HolidayOfVietnam {
  readonly on: CalendarDate;
  readonly name: string;
  /** The law, and for what it leaves open the decision of the year. */
  readonly source: string;
}

/** What a year has for those whose week ends on Friday. */
export interface HolidayYear {
  readonly year: number;
  readonly days: readonly HolidayOfVietnam[];
  /** Saturdays on which a working day is made up for that was given away as a day off. */
  readonly workingDays: readonly CalendarDate[];
  /** Whether all that the law leaves open was decided when this was written. */
  readonly isDecided: boolean;
  readonly note: string | null;
}

const LAW_2012 = 'Bộ luật Lao động 2012, Điều 115';

const LAW_2019 = 'Bộ luật Lao động 2019, Điều 111, Điều 112';

const lawOf = (year: number): string => (year < 2021 ? LAW_2012 : LAW_2019);

/** Days off on end, the weekends within them included; `by`: the decision, where the law needs one. */
interface Span {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly by?: string;
}

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Nguyên đán';
const HUNG = 'Giỗ Tổ Hùng Vương';
const VICTORY = 'Ngày Chiến thắng và Ngày Quốc tế lao động';
const NATIONAL = 'Quốc khánh';

const span = (name: string, from: string, to: string, by?: string): Span => ({
  name,
  from,
  to,
  ...(by === undefined ? {} : { by }),
});

const PLAN_2015 = 'Tờ trình 89/TTr-LĐTBXH ngày 20/11/2014, được Thủ tướng chấp thuận';
const NOTICE_2016 = 'Thông báo 4659/TB-LĐTBXH ngày 13/11/2015';
const LETTER_2017 = 'Công văn 9794/VPCP-KGVX ngày 14/11/2016';
const WORD_2018 = 'Ý kiến của Thủ tướng Chính phủ ngày 5/12/2017';
const LETTER_2019 = 'Công văn 6519/VPCP-KGVX ngày 11/7/2018';
const WORD_2020 = 'Ý kiến của Thủ tướng Chính phủ tháng 10/2019';
const NOTICE_2021 = 'Thông báo 4875/TB-LĐTBXH ngày 10/12/2020';
const LETTER_2022 = 'Công văn số 245 ngày 11/1/2022 của Văn phòng Chính phủ';
const LETTER_2023 = 'Công văn 8056/VPCP-KGVX ngày 1/12/2022';
const LETTER_2024 =
  'Công văn 8662/VPCP-KGVX ngày 3/11/2023, Thông báo 5015/TB-LĐTBXH ngày 22/11/2023';
const SWAP_2024 = 'Công văn 2450/VPCP-KGVX ngày 12/4/2024';
const LETTER_2025 = 'Công văn 8726/VPCP-KGVX ngày 26/11/2024';
const SWAP_2026 = 'Công văn 12729/VPCP-KGVX ngày 25/12/2025';
const WORD_2026 =
  'Ý kiến của Thủ tướng Chính phủ do Văn phòng Chính phủ truyền đạt ngày 13/10/2025';
const USUAL_2027 = 'chưa có quyết định; tính như các năm 2017, 2020 và 2024';

/** What the government decides about each year, beside what the law says of every year. */
const SPANS: readonly (readonly [year: number, spans: readonly Span[], workingDays: string[]])[] = [
  [
    2015,
    [
      span(NEW_YEAR, '2015-01-01', '2015-01-04', PLAN_2015),
      span(TET, '2015-02-15', '2015-02-23', PLAN_2015),
      span(HUNG, '2015-04-28', '2015-04-28'),
      span(VICTORY, '2015-04-29', '2015-05-03', PLAN_2015),
      span(NATIONAL, '2015-09-02', '2015-09-02'),
    ],
    ['2015-02-14', '2015-04-25'],
  ],
  [
    2016,
    [
      span(NEW_YEAR, '2016-01-01', '2016-01-01'),
      span(TET, '2016-02-06', '2016-02-14', NOTICE_2016),
      span(HUNG, '2016-04-16', '2016-04-18'),
      span(VICTORY, '2016-04-30', '2016-05-03'),
      span(NATIONAL, '2016-09-02', '2016-09-02'),
    ],
    [],
  ],
  [
    2017,
    [
      span(NEW_YEAR, '2017-01-01', '2017-01-02'),
      span(TET, '2017-01-26', '2017-02-01', LETTER_2017),
      span(HUNG, '2017-04-06', '2017-04-06'),
      span(VICTORY, '2017-04-30', '2017-05-02'),
      span(NATIONAL, '2017-09-02', '2017-09-04'),
    ],
    [],
  ],
  [
    2018,
    [
      span(NEW_YEAR, '2018-01-01', '2018-01-01'),
      span(TET, '2018-02-14', '2018-02-20', WORD_2018),
      span(HUNG, '2018-04-25', '2018-04-25'),
      span(VICTORY, '2018-04-30', '2018-05-01'),
      span(NATIONAL, '2018-09-02', '2018-09-03'),
      span(NEW_YEAR, '2018-12-31', '2018-12-31', LETTER_2019),
    ],
    [],
  ],
  [
    2019,
    [
      span(NEW_YEAR, '2019-01-01', '2019-01-01'),
      span(TET, '2019-02-04', '2019-02-08', LETTER_2019),
      span(HUNG, '2019-04-14', '2019-04-15'),
      span(VICTORY, '2019-04-29', '2019-05-01', LETTER_2019),
      span(NATIONAL, '2019-09-02', '2019-09-02'),
    ],
    ['2019-01-05', '2019-05-04'],
  ],
  [
    2020,
    [
      span(NEW_YEAR, '2020-01-01', '2020-01-01'),
      span(TET, '2020-01-23', '2020-01-29', WORD_2020),
      span(HUNG, '2020-04-02', '2020-04-02'),
      span(VICTORY, '2020-04-30', '2020-05-01'),
      span(NATIONAL, '2020-09-02', '2020-09-02'),
    ],
    [],
  ],
  [
    2021,
    [
      span(NEW_YEAR, '2021-01-01', '2021-01-01'),
      span(TET, '2021-02-10', '2021-02-16', NOTICE_2021),
      span(HUNG, '2021-04-21', '2021-04-21'),
      span(VICTORY, '2021-04-30', '2021-05-03'),
      span(NATIONAL, '2021-09-02', '2021-09-03', NOTICE_2021),
    ],
    [],
  ],
  [
    2022,
    [
      span(NEW_YEAR, '2022-01-01', '2022-01-03'),
      span(TET, '2022-01-31', '2022-02-04', LETTER_2022),
      span(HUNG, '2022-04-10', '2022-04-11'),
      span(VICTORY, '2022-04-30', '2022-05-03'),
      span(NATIONAL, '2022-09-01', '2022-09-02', LETTER_2022),
    ],
    [],
  ],
  [
    2023,
    [
      span(NEW_YEAR, '2023-01-01', '2023-01-02'),
      span(TET, '2023-01-20', '2023-01-26', LETTER_2023),
      span(`${HUNG}, ${VICTORY}`, '2023-04-29', '2023-05-03'),
      span(NATIONAL, '2023-09-01', '2023-09-04', LETTER_2023),
    ],
    [],
  ],
  [
    2024,
    [
      span(NEW_YEAR, '2024-01-01', '2024-01-01'),
      span(TET, '2024-02-08', '2024-02-14', LETTER_2024),
      span(HUNG, '2024-04-18', '2024-04-18'),
      span(VICTORY, '2024-04-29', '2024-05-01', SWAP_2024),
      span(NATIONAL, '2024-09-02', '2024-09-03', LETTER_2024),
    ],
    ['2024-05-04'],
  ],
  [
    2025,
    [
      span(NEW_YEAR, '2025-01-01', '2025-01-01'),
      span(TET, '2025-01-25', '2025-02-02', LETTER_2025),
      span(HUNG, '2025-04-07', '2025-04-07'),
      span(VICTORY, '2025-04-30', '2025-05-04', LETTER_2025),
      span(NATIONAL, '2025-08-30', '2025-09-02', LETTER_2025),
    ],
    ['2025-04-26'],
  ],
  [
    2026,
    [
      span(NEW_YEAR, '2026-01-01', '2026-01-04', SWAP_2026),
      span(TET, '2026-02-14', '2026-02-22', WORD_2026),
      span(HUNG, '2026-04-26', '2026-04-27'),
      span(VICTORY, '2026-04-30', '2026-05-01'),
      span(NATIONAL, '2026-08-29', '2026-09-02', WORD_2026),
    ],
    ['2026-01-10', '2026-08-22'],
  ],
  [
    2027,
    [
      span(NEW_YEAR, '2027-01-01', '2027-01-01'),
      span(TET, '2027-02-04', '2027-02-10', USUAL_2027),
      span(HUNG, '2027-04-16', '2027-04-16'),
      span(VICTORY, '2027-04-30', '2027-05-03'),
      span(NATIONAL, '2027-09-02', '2027-09-03', USUAL_2027),
    ],
    [],
  ],
];

const CULTURE =
  'Ngày Văn hóa Việt Nam 24/11 (Nghị quyết 80-NQ/TW ngày 7/1/2026) không có trong danh sách: ' +
  'hãy thêm ngày này nếu luật đã quy định là ngày nghỉ.';

const NOTES: Readonly<Record<number, string>> = {
  2015: 'Ngày 2/1/2015 được hoán đổi với thứ Bảy ngày 27/12/2014.',
  2026: CULTURE,
  2027: `Lịch nghỉ Tết và Quốc khánh năm 2027 chưa được quyết định: hãy đối chiếu khi có thông báo. ${CULTURE}`,
};

function daysOf({ name, from, to, by }: Span, year: number): HolidayOfVietnam[] {
  const source = by === undefined ? lawOf(year) : `${lawOf(year)}; ${by}`;
  const days: HolidayOfVietnam[] = [];
  for (let on = from as CalendarDate; on <= to; on = addDays(on, 1))
    days.push({ on, name, source });
  return days;
}

/** The public holidays of Vietnam by year, with the days off in lieu and the days exchanged. */
export const VIETNAM_HOLIDAYS: readonly HolidayYear[] = SPANS.map(([year, spans, workingDays]) => ({
  year,
  days: spans.flatMap((each) => daysOf(each, year)),
  workingDays: workingDays as CalendarDate[],
  isDecided: !spans.some(({ by }) => by === USUAL_2027),
  note: NOTES[year] ?? null,
}));

export const FIRST_HOLIDAY_YEAR = 2015;

export const LAST_HOLIDAY_YEAR = 2027;
