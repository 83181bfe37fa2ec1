import { CsvError, parse } from 'csv-parse/sync';
import { LONGEST_RECORD } from './csv-cutter.ts';

/** What csv-parse makes of the first record of a piece of CSV. */
export type Judgement =
  /** A record, of so many bytes with its line end. */
  | { readonly type: 'record'; readonly bytes: number }
  | { readonly type: 'broken'; readonly code: string }
  /** It may be either: more of the file must be read. */
  | { readonly type: 'unfinished' };

/** Puts the record that begins there, which {@link CsvCutter} does not take, to csv-parse, which alone says what is CSV. */
export function judgeRecord(bytes: Buffer, separator: string, last: boolean): Judgement {
  try {
    const [record] = parse(bytes, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
      info: true,
      to: 1,
    }) as unknown as { readonly info: { readonly bytes: number } }[];
    const length = record?.info.bytes ?? 0;
    return !last && length === bytes.length ? { type: 'unfinished' } : { type: 'record', bytes: length };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' && !last && bytes.length <= LONGEST_RECORD
      ? { type: 'unfinished' }
      : { type: 'broken', code: error.code };
  }
}
