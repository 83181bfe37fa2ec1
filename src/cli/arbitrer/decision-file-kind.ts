import { extname } from 'node:path';
import { recognizeFileNotText } from '../../files/not-text.ts';
import { readHead } from '../../files/read-head.ts';
import { isReviewPage } from './is-review-page.ts';

/** A workbook, a file that the page saved, or the page itself, which holds no decision. */
type DecisionFileKind = 'workbook' | 'saved' | 'page';

const BYTES_SEEN = 256;
const BYTE_ORDER_MARK = /^\xef\xbb\xbf/;

/**
 * What a file of decisions is by what it holds: people rename files, and mail does. By its name where what it holds says
 * nothing, for its reader to tell what is wrong with it.
 * @throws the errors of the file system
 */
export function decisionFileKind(path: string): DecisionFileKind {
  const notText = recognizeFileNotText(path);
  if (notText === 'classeur') return 'workbook';
  if (isReviewPage(path)) return 'page';
  const start = readHead(path, BYTES_SEEN).toString('latin1').replace(BYTE_ORDER_MARK, '').trimStart();
  if (notText === undefined && /^[{[]/.test(start)) return 'saved';
  return extname(path).toLowerCase() === '.json' ? 'saved' : 'workbook';
}
