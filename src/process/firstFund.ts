import { createInterface } from 'node:readline/promises';
import { CannotStart, checkFund, type GivenFund } from './settings.ts';
import { FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from '../domain/policies/vietnamHolidays.ts';
import type { NewFund } from '../usecases/fund/createFund.ts';

/** Where somebody can be asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** The terminal of this process; null: nobody sits at one. */
export function ownTerminal(): Terminal | null {
  const { stdin: input, stdout: output } = process;
  return input.isTTY && output.isTTY ? { input, output } : null;
}

const DEFAULT_CODE = 'QHT';

const DEFAULT_NAME = 'Quỹ hỗ trợ phát triển hợp tác xã';

/** The cities that are no part of a province. */
const CITIES = ['hà nội', 'hải phòng', 'huế', 'đà nẵng', 'hồ chí minh', 'cần thơ'];

/** What a fund of a province is called as a rule. */
function usualName(province: string): string {
  const isCity = CITIES.includes(province.toLowerCase());
  return `${DEFAULT_NAME} ${isCity ? 'thành phố' : 'tỉnh'} ${province}`;
}

/** Asks question after question; what is asked for is asked again until it can be taken. */
class Questions {
  readonly #lines;
  readonly #answers;
  readonly #output;

  constructor({ input, output }: Terminal) {
    this.#output = output;
    this.#lines = createInterface({ input, output });
    // Unlike `question`, this keeps lines that come before they are asked for.
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** @throws CannotStart where whoever is asked leaves */
  async ask<T>(question: string, fallback: string, take: (answer: string) => T): Promise<T> {
    for (;;) {
      this.#lines.setPrompt(`${question}${fallback === '' ? '' : ` [${fallback}]`}: `);
      this.#lines.prompt();
      const { value: answer, done } = await this.#answers.next();
      if (done === true) throw new CannotStart('\nThe fund was not named: nothing was created');
      try {
        return take(answer.trim() === '' ? fallback : answer);
      } catch (error) {
        if (!(error instanceof CannotStart)) throw error;
        this.#output.write(`${error.message}\n`);
      }
    }
  }

  close(): void {
    this.#lines.close();
  }
}

/** Whether an answer says yes; c for "có" and k for "không" are what Vietnamese answer. */
function yesOrNo(answer: string): boolean {
  const letter = answer.trim().toLowerCase();
  if (['c', 'có', 'co', 'y', 'yes'].includes(letter)) return true;
  if (['k', 'không', 'khong', 'n', 'no'].includes(letter)) return false;
  throw new CannotStart('c (yes) or k (no)');
}

const HOLIDAYS =
  `Ghi ngày nghỉ lễ, tết của Việt Nam ${FIRST_HOLIDAY_YEAR}–${LAST_HOLIDAY_YEAR}? c/k ` +
  '(enter the public holidays?)';

/** Asks at a terminal for what is not given of a fund. */
async function askForFund(given: GivenFund, terminal: Terminal): Promise<NamedFund> {
  const questions = new Questions(terminal);
  try {
    const province =
      given.province ??
      (await questions.ask('Tỉnh, thành phố (province of the fund)', '', checkFund.province));
    const usual = usualName(province);
    const name =
      given.name ?? (await questions.ask('Tên quỹ (name of the fund)', usual, checkFund.name));
    const code =
      given.code ?? (await questions.ask('Mã quỹ (its code)', DEFAULT_CODE, checkFund.code));
    const takesHolidays = given.takesHolidays ?? (await questions.ask(HOLIDAYS, 'c', yesOrNo));
    return { code, name, province, takesHolidays };
  } finally {
    questions.close();
  }
}

/** A fund that is to be created, and whether it begins with the public holidays of Vietnam. */
export interface NamedFund extends NewFund {
  readonly takesHolidays: boolean;
}

/**
 * What the first fund of an installation is called: as given, else as whoever sits at the terminal
 * says, else by default.
 *
 * @throws CannotStart where whoever is asked leaves
 */
export async function nameFirstFund(
  given: GivenFund,
  terminal: Terminal | null,
): Promise<NamedFund> {
  const { code = DEFAULT_CODE, name = DEFAULT_NAME, province = '' } = given;
  const isWhole = given.name !== undefined && given.province !== undefined;
  if (!isWhole && terminal !== null) return askForFund(given, terminal);
  return { code, name, province, takesHolidays: given.takesHolidays ?? false };
}
