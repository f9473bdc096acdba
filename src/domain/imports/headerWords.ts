import { folded } from '../primitives/likeness.ts';

/** What a column of a book is about. */
export type Field =
  | 'rowNumber'
  | 'cooperativeCode'
  | 'cooperativeName'
  | 'cooperativeKind'
  | 'taxCode'
  | 'representative'
  | 'phone'
  | 'address'
  | 'locality'
  | 'sector'
  | 'contractNumber'
  | 'signedOn'
  | 'disbursedOn'
  | 'dueOn'
  | 'extendedTo'
  | 'termMonths'
  | 'principalEvery'
  | 'interestEvery'
  | 'firstPrincipalDueOn'
  | 'firstInterestDueOn'
  | 'principal'
  | 'disbursed'
  | 'repaid'
  | 'outstanding'
  | 'inTermPrincipal'
  | 'overduePrincipal'
  | 'frozenPrincipal'
  | 'chargedOffPrincipal'
  | 'overdueSince'
  | 'ratePercent'
  | 'overdueRatePercent'
  | 'lateInterestRatePercent'
  | 'interestOwed'
  | 'interestDue'
  | 'interestAccrued'
  | 'overdueInterest'
  | 'lateInterest'
  | 'interestPaidUntil'
  | 'interestPaid'
  | 'restructurings'
  | 'lastPaymentOn'
  | 'lastConfirmedOn'
  | 'debtGroup'
  | 'source'
  | 'purpose'
  | 'collateral'
  | 'note'
  | 'movedOn'
  | 'voucherNumber'
  | 'description'
  | 'lent'
  | 'paidPrincipal'
  | 'paidInterest'
  | 'paidInTermInterest'
  | 'paidOverdueInterest'
  | 'paidLateInterest'
  | 'paidTotal'
  | 'method'
  | 'balance'
  | 'instalmentDueOn'
  | 'instalmentPrincipal'
  | 'instalmentInterest';

/** Fields whose cells are amounts. */
export const AMOUNT_FIELDS: ReadonlySet<Field> = new Set<Field>([
  'principal',
  'disbursed',
  'repaid',
  'outstanding',
  'inTermPrincipal',
  'overduePrincipal',
  'frozenPrincipal',
  'chargedOffPrincipal',
  'interestOwed',
  'interestDue',
  'interestAccrued',
  'overdueInterest',
  'lateInterest',
  'interestPaid',
  'lent',
  'paidPrincipal',
  'paidInterest',
  'paidInTermInterest',
  'paidOverdueInterest',
  'paidLateInterest',
  'paidTotal',
  'balance',
  'instalmentPrincipal',
  'instalmentInterest',
]);

export const DATE_FIELDS: ReadonlySet<Field> = new Set<Field>([
  'signedOn',
  'disbursedOn',
  'dueOn',
  'extendedTo',
  'firstPrincipalDueOn',
  'firstInterestDueOn',
  'overdueSince',
  'interestPaidUntil',
  'lastPaymentOn',
  'lastConfirmedOn',
  'movedOn',
  'instalmentDueOn',
]);

export const RATE_FIELDS: ReadonlySet<Field> = new Set<Field>([
  'ratePercent',
  'overdueRatePercent',
  'lateInterestRatePercent',
]);

/** Of a heading above interest that is still owed: `lãi chưa thu`, `còn phải thu`. */
const NOT_PAID = /chua (thu|tra|nop)|(con|phai) (phai )?(thu|tra|nop)/;

/**
 * The words by which a heading is known, folded: without accents and in small letters. The first one
 * that fits decides, so that the narrower stand before the wider. `not`: words that a heading must not
 * have besides.
 */
const WORDS: readonly (readonly [Field, RegExp, RegExp?])[] = [
  ['rowNumber', /^(stt|tt|so thu tu|so tt)$/],
  // Rates before interest, and both before principal: `lãi suất quá hạn`, `lãi quá hạn`.
  ['overdueRatePercent', /(lai suat|\bls\b|ty le).*(qua han|\bqh\b|phat)/],
  ['lateInterestRatePercent', /(lai suat|\bls\b).*(cham tra|cham lai)/],
  ['ratePercent', /lai suat|^ls\b|\bls (trong han|cho vay|th)\b/],
  [
    'interestPaidUntil',
    /lai.*(tra|thu|tinh) den( het)? ngay|(tra|thu|nop) lai den( het)? ngay|lai( da)? (tra|thu|nop) den$|ngay tra lai (cuoi|gan nhat)/,
  ],
  ['firstInterestDueOn', /ngay (tra|den han) lai (dau|ky dau|lan dau)|lai.*ky dau/],
  ['interestEvery', /(ky|dinh ky|phuong thuc|cach|thoi han) (han )?(tra|thu) lai|tra lai theo/],
  ['instalmentInterest', /lai (phai tra|con no|chua tra|chua thu) (trong|cua) ky/],
  [
    'paidLateInterest',
    /(thu|tra|nop).*(lai|tien) (cham tra|cham nop)|lai cham tra (da )?(thu|tra)/,
    NOT_PAID,
  ],
  [
    'paidOverdueInterest',
    /(thu|tra|nop).*lai.*(qua han|\bqh\b)|lai (qua han|qh) (da )?(thu|tra)/,
    NOT_PAID,
  ],
  [
    'paidInTermInterest',
    /(thu|tra|nop).*lai.*(trong han|\bth\b)|lai (trong han|th) (da )?(thu|tra)/,
    NOT_PAID,
  ],
  ['interestPaid', /lai da (tra|thu|nop)|da (tra|thu) lai|luy ke.*lai/],
  ['lateInterest', /lai cham tra|lai tren lai|lai cua lai|tien cham tra/],
  ['overdueInterest', /lai.*(qua han|\bqh\b)|(qua han|\bqh\b) lai$|qua han.*\blai$/],
  ['interestAccrued', /lai (du thu|cong don|don tich|chua den han|trong ky chua den han)/],
  [
    'interestDue',
    /lai (den han|da den han|dh)( (chua tra|chua thu))?|lai (ton|ton dong|con no|no dong)|lai (chua|con phai) (thu|tra) (den han)/,
  ],
  [
    'interestOwed',
    /lai (phai thu|trong han|th|con phai (thu|tra)|chua (thu|tra))|no lai|^lai$|du no lai/,
  ],
  ['paidInterest', /(thu|tra|nop) (tien )?lai|(thu|tra) no.*\blai$|tien lai|so lai (thu|tra)/],
  // Dates.
  [
    'firstPrincipalDueOn',
    /ngay (tra|den han) (no )?goc (dau|ky dau|lan dau)|(tra goc|goc).*ky dau/,
  ],
  [
    'instalmentDueOn',
    /ngay (den han|phai tra|tra no|tra) (ky|ky han|cua ky|phan ky)|^han tra$|ngay phai tra|ngay den han ky/,
  ],
  [
    'extendedTo',
    /gia han (den|toi)|(ngay|han).*(sau|da) (khi )?gia han|ngay den han (moi|gia han)|den han.*gia han/,
  ],
  [
    'overdueSince',
    /(qua han|chuyen (no )?qua han|\bqh\b) (tu|ngay|tu ngay)|ngay.*(chuyen )?qua han/,
  ],
  [
    'lastPaymentOn',
    /ngay (tra|thu|nop) (no |tien )?(cuoi|gan nhat|sau cung|lan cuoi)|lan tra (cuoi|gan nhat)/,
  ],
  ['lastConfirmedOn', /(doi chieu|xac nhan) (cong )?no/],
  [
    'signedOn',
    /ngay (thang )?(nam )?(ky|ki|lap|hop dong|hd|hdtd|cua hop dong)|ngay.*(hop dong|hdtd|khe uoc)$|^ngay hd/,
  ],
  ['disbursedOn', /ngay (giai ngan|vay|cho vay|nhan no|nhan tien|phat vay)/],
  [
    'dueOn',
    /ngay (den han|het han|dao han|tra cuoi|tra no cuoi)|han (tra|tra no|cuoi)( cuoi)?$|den han$|den han.*hd|^den han|thoi diem den han/,
  ],
  ['termMonths', /thoi han|so thang vay|ky han vay|ky han \(thang\)/],
  [
    'principalEvery',
    /(ky|dinh ky|phuong thuc|cach|thoi han) (han )?(tra|thu) (no )?goc|tra goc theo|ky han tra no|phan ky/,
  ],
  ['restructurings', /so lan (gia han|dieu chinh|co cau)|lan gia han/],
  // Borrowers.
  ['taxCode', /ma so thue|\bmst\b/],
  [
    'cooperativeCode',
    /^ma( so)?( kh| khach| htx| hop tac xa| don vi| khach hang| nguoi vay)?$|ma (kh|khach hang|htx|hop tac xa|don vi)/,
  ],
  ['cooperativeKind', /^(loai hinh|loai khach|loai kh|loai htx)/],
  [
    'cooperativeName',
    /(ten|don vi) (htx|hop tac xa|khach hang|kh|don vi|to chuc|nguoi vay|to hop tac|vay)|^(khach hang|hop tac xa|htx|ho ten|ho va ten|don vi|don vi vay( von)?|ben vay|nguoi vay|doi tuong vay|ten)$|ten.*(htx|vay von)/,
  ],
  ['representative', /dai dien|giam doc htx|chu nhiem|nguoi dung dau/],
  ['phone', /dien thoai|\bsdt\b|so dt|\bdt\b/],
  ['address', /dia chi|tru so/],
  ['locality', /^(dia ban|huyen|xa|huyen.*|xa.*|phuong.*|thanh pho|tp|quan)$|dia ban/],
  ['sector', /linh vuc|nganh( nghe)?/],
  // Contracts.
  [
    'contractNumber',
    /(so|ma) (hop dong|hd|hdtd|hdtc|khe uoc|ho so)|^(hop dong|hdtd|so hd.*|khe uoc|ho so vay|hop dong tin dung|hop dong vay|so hieu hop dong)$|hop dong.*\bso$/,
  ],
  ['source', /nguon von|ma nha dau tu|nguon cho vay|^nguon$/],
  ['purpose', /muc dich/],
  ['collateral', /tsbd|tai san (bao dam|dam bao|the chap)|bao dam|the chap|dam bao/],
  ['debtGroup', /nhom no|phan loai|tinh trang/],
  // Movements.
  [
    'voucherNumber',
    /so (phieu|chung tu|ct|unc|pt|pc|giay bao|bien lai)|^(chung tu|so ct|so hieu|phieu thu|so hieu chung tu)$|chung tu.*\bso( hieu)?$/,
  ],
  ['description', /dien giai|noi dung|trich yeu/],
  ['method', /hinh thuc|phuong thuc (tt|thanh toan)|^(tm\/ck|tm\/nh)$/],
  [
    'movedOn',
    /^(ngay|ngay thang|ngay ct|ngay chung tu|ngay ghi so|ngay thu|ngay phat sinh|ngay giao dich|ngay nop|ngay tra|ngay, thang|ngay thang nam|ngay thang ghi so)$|chung tu.*\bngay( thang)?$|ngay (nop|thu) tien/,
  ],
  [
    'paidTotal',
    /tong (so )?(tien )?(thu|da thu|tra|nop)|(tong cong|cong) (thu|tra|so tien)|so tien (thu|nop|tra|da nop)|^(tong thu|cong thu|tong tien)$|(thu|tra) no.*(tong|cong)( so)?$/,
    /\bgoc$/,
  ],
  // Principal.
  ['frozenPrincipal', /khoanh/],
  [
    'chargedOffPrincipal',
    /xu ly (rui ro|bang (quy |nguon )?du phong)|xlrr|ngoai bang/,
    // A provision for risks is no principal charged off.
    /\b(ngay|lai|so (quyet dinh|qd)|quyet dinh|qd|can cu|ly do|trich|du phong (de )?(xu ly )?(rui ro|xlrr))\b/,
  ],
  ['instalmentPrincipal', /goc phai tra|(so tien|goc).*(ky|phan ky|cua ky)$|so tien phai tra/],
  [
    'paidPrincipal',
    /^(goc|thu no|tra no)$|phat sinh.*thu no$|(thu|tra|nop) (no )?(tien )?goc( trong ky)?$|^goc (thu|tra|nop)|tien goc( (thu|tra|nop))?$|thu no goc|so goc (thu|tra|nop)|so tien (thu|tra|nop)\b.*\bgoc$|(thu|tra) no.*\bgoc$/,
    /da (tra|thu)|luy ke/,
  ],
  ['repaid', /(goc )?da (tra|thu|thu hoi|thu goc|tra goc)|luy ke.*(thu|tra)|goc da|thu hoi luy ke/],
  ['overduePrincipal', /qua han|\bqh\b|no xau/],
  ['inTermPrincipal', /trong han|\bth\b|trong thoi han|chua den han/],
  ['balance', /so du|con lai|du no cuoi( ky)?|du cuoi|ton cuoi/, /du no goc|tong du no/],
  ['outstanding', /du no|con no|no goc|du goc|con phai tra|goc con/],
  [
    'lent',
    /^(giai ngan|cho vay|so tien giai ngan|so tien cho vay|giai ngan trong ky|phat vay|cho vay trong ky|tien vay)$|giai ngan$|phat sinh.*cho vay$/,
  ],
  ['disbursed', /da (giai ngan|nhan)|so (tien )?(da )?giai ngan|doanh so cho vay/],
  [
    'principal',
    /so tien (vay|cho vay|hop dong|hd|duoc vay|theo hop dong|duyet|phe duyet)|(muc|von) (vay|cho vay)|gia tri (hop dong|hd|vay)|tien vay|so tien$|vay$/,
  ],
  ['note', /ghi chu|luu y/],
];

/** In brackets: in what is counted, for what time, or the number of a column. */
const UNIT_WITHIN = /%|dong|vnd|trieu|nghin|ngan|\b(trd|d|thang|nam|ngay)\b|^[\d\s=+-]*$/;

/** `Số ngày quá hạn` is neither a day nor an amount. */
const COUNTS_DAYS = /^so ngay\b/;

/** What a heading says that its column is about; null: words that are not known here. */
export function fieldOf(heading: string): Field | null {
  const bare = folded(heading)
    .replace(/\(([^)]*)\)/g, (_, within: string) =>
      UNIT_WITHIN.test(within) ? ' ' : ` ${within} `,
    )
    .replace(/[*:."'_;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (bare === '' || COUNTS_DAYS.test(bare)) return null;
  const found = WORDS.find(([, words, not]) => words.test(bare) && not?.test(bare) !== true);
  return found?.[0] ?? null;
}

/** Headings that people may be told to write: what is understood for sure, a field each. */
export const HEADING_OF: Partial<Readonly<Record<Field, string>>> = {
  rowNumber: 'STT',
  cooperativeCode: 'Mã HTX',
  cooperativeName: 'Tên HTX',
  taxCode: 'Mã số thuế',
  locality: 'Địa bàn',
  contractNumber: 'Số hợp đồng',
  signedOn: 'Ngày ký',
  disbursedOn: 'Ngày giải ngân',
  dueOn: 'Ngày đến hạn',
  extendedTo: 'Gia hạn đến',
  termMonths: 'Thời hạn (tháng)',
  principalEvery: 'Kỳ trả gốc',
  interestEvery: 'Kỳ trả lãi',
  principal: 'Số tiền vay',
  outstanding: 'Dư nợ',
  overduePrincipal: 'Dư nợ quá hạn',
  overdueSince: 'Quá hạn từ ngày',
  ratePercent: 'Lãi suất (%/năm)',
  overdueRatePercent: 'Lãi suất quá hạn (%/năm)',
  interestDue: 'Lãi đến hạn chưa trả',
  interestAccrued: 'Lãi dự thu',
  interestPaidUntil: 'Lãi trả đến ngày',
  movedOn: 'Ngày',
  voucherNumber: 'Số chứng từ',
  lent: 'Giải ngân',
  paidPrincipal: 'Thu gốc',
  paidInterest: 'Thu lãi',
  paidTotal: 'Tổng thu',
};
