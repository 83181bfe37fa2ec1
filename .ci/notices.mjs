// The notices of third parties: of each package of which a byte is in the bundle, its name, its version, its licence and the text of
// it, as its authors ask. Made from what esbuild says that it bundled, so that it cannot be forgotten.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE_OF_LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
/** Where a readme gives the whole licence, from its title on. */
const LICENCE_IN_README = /^#+ *licen[cs]e\b[\s\S]*\b(?:permission|redistribution)[\s\S]*/im;

/** The folder of the package that holds a file of the bundle; nothing for what is ours. */
export function packageFolderOf(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

/** Folders of the packages of which at least a byte is in the bundle. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => packageFolderOf(path.replaceAll('\\', '/')) ?? []);
  return [...new Set(folders)].sort();
}

/** The text of a licence: in the package, or, of those that do not carry it, in its readme or in `licences/`, from its repository. */
function textOf(folder, name) {
  const files = readdirSync(folder).sort();
  const told = files.filter((file) => FILE_OF_LICENCE.test(file)).map((file) => join(folder, file));
  const kept = join(import.meta.dirname, 'licences', `${name}.txt`);
  const readme = files.find((file) => /^readme/i.test(file));
  const [inReadme] = LICENCE_IN_README.exec(readme ? readFileSync(join(folder, readme), 'utf8') : '') ?? [];
  const texts = told.length > 0 ? told.map(read) : [inReadme ?? (existsSync(kept) ? read(kept) : undefined)];
  return texts.every((text) => text?.trim())
    ? texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')
    : undefined;
}

const read = (path) => readFileSync(path, 'utf8');

/** What is told of a package. @throws Error when it says no licence, or one of which the text is nowhere */
function noticeOf(folder) {
  const { name, version, license, licenses } = JSON.parse(read(join(folder, 'package.json')));
  const said = license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ');
  if (typeof said !== 'string' || said === '') throw new Error(`${name} ${version} ne dit pas sa licence`);
  const text = textOf(folder, name);
  if (text === undefined)
    throw new Error(
      `${name} ${version} n’a pas le texte de sa licence, ${said} : à mettre dans .ci/licences/${name}.txt`,
    );
  return { title: `${name} ${version} — ${said}`, text };
}

const LINE = '-'.repeat(100);

/** The whole file of notices. */
export function noticesOf(metafile) {
  const notices = bundledPackages(metafile).map(noticeOf);
  // A package that stands at two places in one version is one.
  const once = [...new Map(notices.map((notice) => [notice.title, notice])).values()];
  once.sort((a, b) => (a.title < b.title ? -1 : 1));
  return [
    `Ce programme contient, entiers ou en partie, ${once.length} modules d’autres auteurs. Voici leurs licences, telles qu’ils les donnent.`,
    ...once.map(({ title }) => `  ${title}`),
    ...once.flatMap(({ title, text }) => ['', LINE, title, LINE, '', text]),
    '',
  ].join('\n');
}
