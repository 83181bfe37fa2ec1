// What bundled packages drag in and this tool never reaches: left out of the bundle. Calling one all the same says so.

/** From which package, asked for by which name, and what it is for there. */
const UNUSED = [
  // Workbooks are written; the readers of exceljs, with unzipper and its `buffers`, which has no licence, read nothing here.
  ['exceljs', /^\.\/stream\/xlsx\/workbook-reader$/],
  ['exceljs', /^\.\/doc\/(?:workbook|modelcontainer)$/],
  ['exceljs', /^\.\.\/\.\.\/utils\/parse-sax$/],
  // Folders and patterns of files, where exceljs gives the bytes of each part: glob 7, inflight, minimatch.
  ['archiver', /^readdir-glob$/],
  ['archiver-utils', /^\.\/file\.js$/],
  // Archives that are no zip.
  ['archiver', /^tar-stream$/],
];

const packageOf = (path) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1];

export const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:\.|readdir-glob$|tar-stream$)/ }, ({ path, importer }) => {
      const from = packageOf(importer);
      return UNUSED.some(([name, asked]) => name === from && asked.test(path))
        ? { path: `${from} ${path}`, namespace: 'unused' }
        : undefined;
    });
    bundler.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: `module.exports = function () { throw new Error(${JSON.stringify(`${path} n’est pas dans ce programme`)}); };`,
      loader: 'js',
    }));
  },
};
