import type { ReadRefusal } from '../../domain/imports/bookRead.ts';
import type { Assumption, ImportFaultCode } from '../../domain/imports/faults.ts';
import type { Bilingual } from '../../domain/primitives/errors.ts';

// What is wrong with a file, and what to write instead; written like the details of problems.

const word = (en: string, vi: string): Bilingual => ({ en, vi });

/** Why a file is not read. */
export const READ_REFUSAL_WORDS: Readonly<Record<ReadRefusal | 'internal', Bilingual>> = {
  'no-workbook': word(
    'The file is no workbook and no CSV that can be read. Save it as .xlsx, .ods or .csv and send it again.',
    'Tệp không phải bảng tính hay CSV đọc được. Hãy lưu lại dạng .xlsx, .ods hoặc .csv rồi gửi lại.',
  ),
  'old-workbook': word(
    'The file is a workbook of before 2007 (.xls). Open it and save it as .xlsx.',
    'Tệp là bảng tính đời cũ (.xls). Hãy mở tệp và lưu lại dạng .xlsx.',
  ),
  password: word(
    'The file is locked by a password. Take the password off, save it and send it again.',
    'Tệp có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.',
  ),
  'empty-file': word('The file is empty.', 'Tệp trống, không có nội dung.'),
  'too-many-parts': word(
    'The file has more parts than a workbook has. Copy its sheets to a new workbook.',
    'Tệp có quá nhiều thành phần so với một bảng tính. Hãy chép các trang sang tệp mới.',
  ),
  'unpacks-to-too-much': word(
    'The file unpacks to more than is read. Copy only the rows that are needed to a new workbook, or send ' +
      'them in several files.',
    'Tệp bung ra quá lớn. Hãy chép riêng các dòng cần nhập sang tệp mới, hoặc chia ra nhiều tệp.',
  ),
  'too-many-cells': word(
    'The sheets have more cells than are read. Delete empty columns and rows that are formatted, or send ' +
      'several files.',
    'Các trang có quá nhiều ô. Hãy xóa cột, dòng trống có định dạng, hoặc chia ra nhiều tệp.',
  ),
  'not-utf8': word(
    'The letters of the text cannot be read: it is neither UTF-8, UTF-16 nor Windows-1258; old fonts such ' +
      'as TCVN3 or VNI must be turned to Unicode. Save it as “CSV UTF-8” or as .xlsx.',
    'Không đọc được chữ trong tệp: không phải UTF-8, UTF-16 hay Windows-1258; phông cũ như TCVN3, VNI phải ' +
      'chuyển sang Unicode. Hãy lưu dạng “CSV UTF-8” hoặc .xlsx.',
  ),
  'took-too-long': word(
    'The file took too long to be read. Send it in several files.',
    'Đọc tệp quá lâu. Hãy chia ra nhiều tệp.',
  ),
  'took-too-much-memory': word(
    'The file took too much memory to be read. Send it in several files.',
    'Đọc tệp tốn quá nhiều bộ nhớ. Hãy chia ra nhiều tệp.',
  ),
  internal: word(
    'The service could not read the file; it is in the log. Ask for it again.',
    'Dịch vụ chưa đọc được tệp; nhật ký đã ghi lại. Hãy thử lại.',
  ),
};

/** What is wrong with a file or a place in it. Of `refused` the words are those of the refusal. */
export const IMPORT_FAULT_WORDS: Readonly<Record<Exclude<ImportFaultCode, 'refused'>, Bilingual>> =
  {
    'no-table': word(
      'No sheet has a table that is known: a row of headings such as “Số hợp đồng”, “Tên HTX”, “Số tiền vay”, ' +
        '“Lãi suất” (a register) or “Ngày”, “Số chứng từ”, “Thu gốc”, “Thu lãi” (a book). See the template.',
      'Không trang nào có bảng nhận ra được: cần một dòng tiêu đề như “Số hợp đồng”, “Tên HTX”, “Số tiền vay”, ' +
        '“Lãi suất” (sổ khoản vay) hoặc “Ngày”, “Số chứng từ”, “Thu gốc”, “Thu lãi” (sổ thu chi). Xem tệp mẫu.',
    ),
    'no-rows': word(
      'Below the headings there is no row to enter. Write one row a loan or movement.',
      'Dưới dòng tiêu đề không có dòng nào để nhập. Hãy ghi mỗi khoản vay hoặc mỗi lần thu chi một dòng.',
    ),
    'too-many-rows': word(
      'The sheet has more than {mostRows} rows. Part it in several sheets or files.',
      'Trang có quá {mostRows} dòng. Hãy chia ra nhiều trang hoặc nhiều tệp.',
    ),
    'entered-before': word(
      'The same bytes were entered by the import {importId}: nothing is entered twice.',
      'Tệp có cùng nội dung đã được nhập ở lần nhập {importId}, nên không nhập lần nữa.',
    ),
    'unit-unknown': word(
      'It is not told in what the amounts are counted, and they are small. Write “ĐVT: đồng” (or nghìn đồng, ' +
        'triệu đồng) above the table, or send the file with `?unit=dong|nghin|trieu|ty`.',
      'Không ghi đơn vị tính mà số tiền lại nhỏ. Hãy ghi “ĐVT: đồng” (hoặc nghìn đồng, triệu đồng) phía trên ' +
        'bảng, hoặc gửi tệp kèm `?unit=dong|nghin|trieu|ty`.',
    ),
    'rate-period-unknown': word(
      'It is not told whether the rates are for a year or a month. Write “(%/năm)” or “(%/tháng)” in the ' +
        'heading, or send the file with `?rate=year|month`.',
      'Không rõ lãi suất theo năm hay theo tháng. Hãy ghi “(%/năm)” hoặc “(%/tháng)” ở tiêu đề cột, hoặc gửi ' +
        'tệp kèm `?rate=year|month`.',
    ),
    'date-order-unknown': word(
      'The date can be read in two ways, and the column has dates of both orders. Write it as a text such as ' +
        '2021-03-05, or send the file with `?dates=dmy` (day first, date cells as they are), `mdy` (month ' +
        'first) or `swapped` (day and month of the date cells were swapped).',
      'Ngày này đọc được hai cách, mà trong cột có cả hai kiểu. Hãy ghi dạng chữ 2021-03-05, hoặc gửi tệp kèm ' +
        '`?dates=dmy` (ngày trước, ô kiểu ngày giữ nguyên), `mdy` (tháng trước) hoặc `swapped` (ô kiểu ngày bị ' +
        'đảo ngày và tháng).',
    ),
    'day-unknown': word(
      'It is not told at which day the balances stand. Write “đến ngày 31/12/2022” above the table, or send ' +
        'the file with `?on=2022-12-31`.',
      'Không ghi số dư tính đến ngày nào. Hãy ghi “đến ngày 31/12/2022” phía trên bảng, hoặc gửi tệp kèm ' +
        '`?on=2022-12-31`.',
    ),
    'principal-every-unknown': word(
      'It is not told how often principal falls due. Add a column “Kỳ trả gốc” (tháng, quý, 6 tháng, năm, cuối ' +
        'kỳ), a sheet of instalments, or send the file with `?principalEvery=month|quarter|half_year|year|maturity`.',
      'Không rõ kỳ trả gốc. Hãy thêm cột “Kỳ trả gốc” (tháng, quý, 6 tháng, năm, cuối kỳ), thêm trang kỳ hạn, ' +
        'hoặc gửi tệp kèm `?principalEvery=month|quarter|half_year|year|maturity`.',
    ),
    'interest-every-unknown': word(
      'It is not told how often interest falls due. Add a column “Kỳ trả lãi” (tháng, quý, 6 tháng, năm, cuối ' +
        'kỳ), or send the file with `?interestEvery=month|quarter|half_year|year|maturity`.',
      'Không rõ kỳ trả lãi. Hãy thêm cột “Kỳ trả lãi” (tháng, quý, 6 tháng, năm, cuối kỳ), hoặc gửi tệp kèm ' +
        '`?interestEvery=month|quarter|half_year|year|maturity`.',
    ),
    'column-missing': word(
      'The sheet has no column “{heading}”, and a loan cannot be taken over without it. Add the column; ' +
        'write 0 where there is nothing.',
      'Trang không có cột “{heading}”, thiếu cột này thì không nhập được khoản vay. Hãy thêm cột; chỗ không có ' +
        'thì ghi 0.',
    ),
    'row-not-understood': word(
      'The row is neither a loan or movement nor a sum, a heading or a signature. Complete it, or delete it.',
      'Dòng này không phải khoản vay, lần thu chi, dòng cộng, tiêu đề nhóm hay chữ ký. Hãy ghi đủ, hoặc xóa đi.',
    ),
    'value-missing': word(
      'Nothing stands here[ in “{heading}”]. Fill it in.',
      'Ô này trống[ ở cột “{heading}”]. Hãy ghi giá trị.',
    ),
    'not-a-number': word(
      'Write a number here[ in “{heading}”], such as 1.610.000.000; 0 or - for nothing.',
      'Hãy ghi số vào đây[ ở cột “{heading}”], ví dụ 1.610.000.000; không có thì ghi 0 hoặc -.',
    ),
    'number-doubtful': word(
      'The number can be read with decimals or with groups of digits. Write it without doubt, or ' +
        'send the file with `?decimals=comma|point`.',
      'Số này đọc được hai cách (phần lẻ hay phần nghìn). Hãy ghi rõ, hoặc gửi tệp kèm ' +
        '`?decimals=comma|point` (dấu phẩy hay dấu chấm chỉ phần lẻ).',
    ),
    'number-too-long': word(
      'A spreadsheet keeps only 15 digits of a number: its end is lost. Write it as a text.',
      'Bảng tính chỉ giữ 15 chữ số, phần cuối đã mất. Hãy ghi số này dạng chữ (text).',
    ),
    'not-whole-dong': word(
      'The amount is {dong} đồng, which is no whole number. Write whole đồng, or check the unit of the sheet.',
      'Số tiền là {dong} đồng, không phải số nguyên. Hãy ghi tròn đồng, hoặc xem lại đơn vị tính của trang.',
    ),
    'negative-amount': word(
      'The amount is negative. Write 0 or more; a wrong movement is left out or reversed.',
      'Số tiền âm. Hãy ghi từ 0 trở lên; lần thu chi sai thì bỏ dòng hoặc hủy sau.',
    ),
    'not-a-date': word(
      'Write a date here[ in “{heading}”], such as 25/03/2021.',
      'Hãy ghi ngày vào đây[ ở cột “{heading}”], ví dụ 25/03/2021.',
    ),
    'date-incomplete': word(
      'Only a month or year stands here. Write the whole date, such as 25/03/2021.',
      'Ở đây chỉ có tháng hoặc năm. Hãy ghi đủ ngày, ví dụ 25/03/2021.',
    ),
    'not-a-rate': word(
      'Write a rate in percent here, such as 6,6; with at most six decimals for a year.',
      'Hãy ghi lãi suất (phần trăm) vào đây, ví dụ 6,6; tính theo năm không quá sáu chữ số lẻ.',
    ),
    'rate-doubtful': word(
      'So small a rate may be a fraction: 0,066 for 6,6 %. Write 6,6, or format the cell as a percentage.',
      'Lãi suất nhỏ như vậy có thể là phân số: 0,066 thay cho 6,6 %. Hãy ghi 6,6, hoặc định dạng ô kiểu phần ' +
        'trăm.',
    ),
    'not-an-interval': word(
      'Write how often it falls due: tháng, quý, 6 tháng, năm or cuối kỳ.',
      'Hãy ghi kỳ trả: tháng, quý, 6 tháng, năm hoặc cuối kỳ.',
    ),
    'text-too-long': word(
      'The text has more than {most} letters, or signs that stand in no text. Shorten it.',
      'Chữ dài quá {most} ký tự, hoặc có ký tự lạ. Hãy ghi ngắn lại.',
    ),
    'cell-error': word(
      'The formula of the cell gives an error. Correct it, or write the value.',
      'Công thức trong ô bị lỗi. Hãy sửa công thức, hoặc ghi thẳng giá trị.',
    ),
    'formula-without-value': word(
      'The file keeps no value of the formula in this cell. Open it in a spreadsheet, let it reckon, save it; or ' +
        'write the value.',
      'Tệp không lưu giá trị của công thức trong ô này. Hãy mở bằng bảng tính, tính lại rồi lưu; hoặc ghi thẳng ' +
        'giá trị.',
    ),
    'merged-amount': word(
      'The amount stands in a cell that is merged over several rows. Unmerge it and write the part of each row.',
      'Số tiền nằm trong ô gộp nhiều dòng. Hãy bỏ gộp ô và ghi phần của từng dòng.',
    ),
    'number-lost-zeros': word(
      'The code was kept as a number and may have lost zeros before it. Write it as a text, such as 0100109106.',
      'Mã này bị lưu thành số nên có thể mất số 0 ở đầu. Hãy ghi dạng chữ, ví dụ 0100109106.',
    ),
    'parts-differ': word(
      'The sum of the row says {stated:money}, its parts come to {computed:money}. Correct what is wrong.',
      'Tổng của dòng ghi {stated:money}, các phần cộng lại là {computed:money}. Hãy sửa chỗ sai.',
    ),
    'balance-differs': word(
      'The balance says {stated:money}; with the row before it comes to {computed:money}. Correct what is wrong, ' +
        'or add the row that is missing.',
      'Số dư ghi {stated:money}; tính từ dòng trước thì là {computed:money}. Hãy sửa chỗ sai, hoặc thêm dòng ' +
        'còn thiếu.',
    ),
    'subtotal-differs': word(
      '“{label}” says {stated:money}; the rows come to {computed:money}. Correct the sum or the rows: one may be ' +
        'missing or stand twice.',
      '“{label}” ghi {stated:money}; cộng các dòng là {computed:money}. Hãy sửa dòng cộng hoặc các dòng: có thể ' +
        'thiếu hoặc trùng dòng.',
    ),
    'contract-twice': word(
      'The contract stands already in sheet “{sheet}”, row {row}. One contract has one row; add the tranches ' +
        'up, or correct the number.',
      'Hợp đồng này đã có ở trang “{sheet}”, dòng {row}. Mỗi hợp đồng một dòng; hãy gộp các lần giải ngân, hoặc ' +
        'sửa số hợp đồng.',
    ),
    'contract-unknown': word(
      'Neither the fund nor the file has this loan. Correct the contract number, or enter the loan first.',
      'Quỹ và tệp đều không có khoản vay này. Hãy sửa số hợp đồng, hoặc nhập khoản vay trước.',
    ),
    'other-borrower': word(
      'The code {code} is that of {name}. Correct the code or the name.',
      'Mã {code} là của {name}. Hãy sửa mã hoặc tên.',
    ),
    'name-near': word(
      'The name is near that of {others}. If it is the same cooperative, write its code in the column “Mã HTX”; ' +
        'if it is another one, give it a code of its own there.',
      'Tên này gần giống {others}. Nếu là cùng một hợp tác xã, hãy ghi mã của hợp tác xã đó ở cột “Mã HTX”; nếu ' +
        'là hợp tác xã khác, hãy ghi mã riêng ở cột đó.',
    ),
    'locality-missing': word(
      'The cooperative is new, and its locality is not told. Add a column “Địa bàn”, or send the file with ' +
        '`?locality=…`.',
      'Hợp tác xã mới mà không có địa bàn. Hãy thêm cột “Địa bàn”, hoặc gửi tệp kèm `?locality=…`.',
    ),
    'overdue-since-unknown': word(
      'The register says {stated:money} overdue; by the instalments of the contract it is {computed:money}. ' +
        'Correct it, give the unpaid instalments in a sheet of their own (“Số hợp đồng”, “Ngày đến hạn kỳ”, “Số ' +
        'tiền phải trả kỳ”), or add a column “Quá hạn từ ngày”.',
      'Sổ ghi quá hạn {stated:money}; tính theo kỳ hạn của hợp đồng là {computed:money}. Hãy sửa, ghi các kỳ hạn ' +
        'chưa trả ở một trang riêng (“Số hợp đồng”, “Ngày đến hạn kỳ”, “Số tiền phải trả kỳ”), hoặc thêm cột “Quá ' +
        'hạn từ ngày”.',
    ),
    'interest-since-unknown': word(
      'Interest of {stated:money} fell due, but it is not told on which dates. Add a column “Lãi trả đến ngày” ' +
        'with the day up to which interest is paid, or a sheet with what is unpaid by date (“Số hợp đồng”, “Ngày ' +
        'đến hạn kỳ”, “Lãi còn nợ của kỳ”).',
      'Lãi đến hạn chưa trả {stated:money} nhưng không rõ của những kỳ nào. Hãy thêm cột “Lãi trả đến ngày” ghi ' +
        'ngày đã trả hết lãi, hoặc một trang ghi lãi còn nợ từng kỳ (“Số hợp đồng”, “Ngày đến hạn kỳ”, “Lãi còn nợ của ' +
        'kỳ”).',
    ),
    'frozen-principal': word(
      'Frozen principal is not taken over by a register. Write it in term or overdue, and enter the freeze with ' +
        'its decision afterwards.',
      'Dư nợ khoanh không nhập qua sổ. Hãy ghi vào trong hạn hoặc quá hạn, rồi nhập quyết định khoanh nợ sau.',
    ),
    'charged-off-principal': word(
      'Principal that was charged off is not taken over by a register, as the borrower still owes it. Write it as ' +
        'unpaid (outstanding, and overdue) and clear this cell; then enter the charge-off with its decision, ' +
        'and in `first` the day on which it was.',
      'Nợ gốc đã xử lý rủi ro không nhập qua sổ, vì bên vay vẫn còn nợ. Hãy ghi số này vào dư nợ (quá hạn) và để ' +
        'trống ô này, rồi nhập quyết định xử lý rủi ro sau, kèm ngày đã xử lý trong `first`.',
    ),
  };

/** What was taken for granted, so that whoever sent the file can say no. */
export const ASSUMPTION_WORDS: Readonly<Record<Assumption['code'], Bilingual>> = {
  'unit-dong': word(
    'No unit is told: the amounts are taken as đồng.',
    'Không ghi đơn vị: số tiền hiểu là đồng.',
  ),
  'rate-yearly': word(
    'It is not told for what time the rates are: from 3 % on they can only be a year’s.',
    'Không ghi lãi suất theo năm hay tháng: từ 3 % trở lên hiểu là theo năm.',
  ),
  'dates-day-first': word(
    'Dates such as 05/03/2021 are read day first, as nothing in the column speaks against it.',
    'Ngày như 05/03/2021 đọc ngày trước, tháng sau, vì trong cột không có gì trái lại.',
  ),
  'signed-on-disbursement': word(
    'No day of signing is told: contracts are taken as signed on the day of their disbursement.',
    'Không có ngày ký: hiểu là ký vào ngày giải ngân.',
  ),
  'due-after-term': word(
    'No last due date is told: it is the term in months after the disbursement.',
    'Không có ngày đến hạn cuối: tính bằng thời hạn (tháng) kể từ ngày giải ngân.',
  ),
  'codes-given': word(
    'New cooperatives without a code are given one: HTX001 and on.',
    'Hợp tác xã mới không có mã được đặt mã HTX001 trở đi.',
  ),
  'vouchers-given': word(
    'No voucher numbers are told: movements get the number of their sheet and row.',
    'Không có số chứng từ: lấy số trang và số dòng làm số chứng từ.',
  ),
  'first-interest-due': word(
    'Interest falls due on the day of the month of the last due date, counted back from it.',
    'Ngày trả lãi lấy theo ngày trong tháng của ngày đến hạn cuối, tính ngược lại.',
  ),
  'instalments-equal': word(
    'Instalments are taken as equal, rounded down to 1,000 đồng, the last one with the rest.',
    'Các kỳ trả gốc hiểu là bằng nhau, làm tròn xuống 1.000 đồng, kỳ cuối nhận phần còn lại.',
  ),
  'paid-oldest-first': word(
    'What was repaid is taken to have paid the oldest instalments first.',
    'Số gốc đã trả hiểu là trả cho các kỳ cũ trước.',
  ),
  'restructured-once': word(
    'A loan that was extended is taken as restructured once; a column “Số lần gia hạn” says otherwise.',
    'Khoản vay có gia hạn hiểu là đã cơ cấu một lần; nếu khác, hãy thêm cột “Số lần gia hạn”.',
  ),
  'interest-until-opening': word(
    'Interest that is accrued and not yet due is worked out from the last interest date to the day of the ' +
      'register, on the unpaid principal.',
    'Lãi cộng dồn chưa đến hạn được tính từ ngày trả lãi gần nhất đến ngày chốt sổ, trên dư nợ còn lại.',
  ),
  'hidden-rows-read': word(
    '{count} rows are hidden in the sheet and are read all the same: {rows}.',
    'Có {count} dòng ẩn trong trang, vẫn được đọc: {rows}.',
  ),
  'hidden-sheet-read': word(
    'The sheet is hidden and is read all the same.',
    'Trang bị ẩn, vẫn được đọc.',
  ),
  'hidden-columns-read': word(
    'Hidden columns are read all the same: {columns}.',
    'Cột ẩn vẫn được đọc: {columns}.',
  ),
  'formula-values-kept': word(
    'Formulas are not worked out: their values are those of the last save.',
    'Công thức không được tính lại: lấy giá trị của lần lưu cuối.',
  ),
  'columns-not-read': word(
    'Columns that are not read: {columns}.',
    'Các cột không dùng đến: {columns}.',
  ),
  'rows-left-out': word(
    'Rows that are not entered ({why:word})[: {rows}].',
    'Các dòng không nhập ({why:word})[: {rows}].',
  ),
  'examples-left-out': word(
    '{count} rows begin with “Ví dụ” and are left out.',
    'Có {count} dòng ghi “Ví dụ”, không nhập.',
  ),
  'same-cooperative': word(
    'Cooperatives without a code are those of the fund with the very same name.',
    'Hợp tác xã không ghi mã được hiểu là hợp tác xã cùng tên đã có của quỹ.',
  ),
};
