/** Thrown when an archive cannot be opened, or must not be: says what is wrong with it. Nothing of it is kept. */
export class RefusedArchive extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedArchive';
  }
}
