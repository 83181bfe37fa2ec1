import { Refus } from '../domain/constats/refus.ts';

/** Thrown when something cannot be put where it was asked; nothing there has been touched. */
export class UnwritableOutput extends Refus {
  constructor(message: string, remede: string) {
    super('donnees', message, remede);
    this.name = 'UnwritableOutput';
  }
}
