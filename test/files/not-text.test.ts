import { describe, expect, it } from 'vitest';
import { recognizeNotText } from '../../src/files/not-text.ts';

const TEXTE = 'Objet;Engagé\r\nAide à l’Érythrée;1 000,00 €\r\n';

describe('un fichier qui n’est pas un texte se reconnaît à ses premiers octets', () => {
  it.each<[nom: string, octets: Buffer, nature: string | undefined]>([
    ['rien', Buffer.alloc(0), undefined],
    ['UTF-8', Buffer.from(TEXTE), undefined],
    ['un titre qui commence par PK', Buffer.from('PK;Objet\n'), undefined],
    ['Windows-1252', Buffer.from(TEXTE, 'latin1'), undefined],
    ['UTF-16 avec sa marque', Buffer.from(`\ufeff${TEXTE}`, 'utf16le'), 'utf-16'],
    ['UTF-16 sans marque', Buffer.from(TEXTE, 'utf16le'), 'utf-16'],
    ['UTF-16 à l’envers', Buffer.from(TEXTE, 'utf16le').swap16(), 'utf-16'],
    ['un zip', Buffer.from('504b030414000600', 'hex'), 'classeur'],
    ['un vieux classeur', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'ancien classeur'],
    ['un PDF', Buffer.from('%PDF-1.4'), 'pdf'],
    ['un programme', Buffer.from('7f454c4602010100', 'hex'), 'binaire'],
    ['des zéros', Buffer.alloc(64), 'binaire'],
    ['un texte à l’octet nul', Buffer.from('Objet;Eng\0ag'), 'binaire'],
  ])('%s', (_nom, octets, nature) => {
    expect(recognizeNotText(octets)).toBe(nature);
  });
});
