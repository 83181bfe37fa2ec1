/** Thrown when an archive cannot be opened, or must not be: says what is wrong with it. Nothing of it is kept. */
export class RefusedArchive extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedArchive';
  }
}

/** Thrown when a zip is not written as ours are, which another program that made it again may have done without harm: its files tell. */
export class OtherZip extends RefusedArchive {}
