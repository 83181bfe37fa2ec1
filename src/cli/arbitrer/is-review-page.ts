import { readHead } from '../../files/read-head.ts';
import { MARQUE_DE_LA_PAGE } from '../../review/page/ecrire-la-page-de-revue.ts';

/** The mark of a page is near its top. */
const TOP_OF_PAGE = 2_000;

/**
 * Whether a file is a page to decide in.
 * @throws the errors of the file system
 */
export function isReviewPage(path: string): boolean {
  return readHead(path, TOP_OF_PAGE).includes(MARQUE_DE_LA_PAGE);
}
