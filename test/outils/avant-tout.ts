import { rmSync } from 'node:fs';
import { dansLesEssais, VARIABLE_DES_ESSAIS } from './essais.ts';

/** Gives a run of the tests a folder of its own, and takes it away when all are done. */
export default function preparer(): () => void {
  process.env[VARIABLE_DES_ESSAIS] = String(process.pid);
  return () => rmSync(dansLesEssais(), { recursive: true, force: true });
}
