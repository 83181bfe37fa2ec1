import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';

/** The documents for those who use the tool, as pages that link to one another. */
const DOCUMENTS = ['guide', 'dossier', 'erreurs', 'gabarits'];
const IMAGES = join('docs', 'images');

const STYLE = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif;color:#1d1b16;background:#fffdf5}
h1,h2,h3{line-height:1.25;margin-top:2em}h1{border-bottom:6px solid #ffd60a;padding-bottom:.3em}
code{font-size:.9em;background:#f3eed9;padding:.1em .25em;overflow-wrap:anywhere}pre{overflow-x:auto;background:#f3eed9;padding:.8rem}pre code{padding:0}
table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border-bottom:1px solid #cfc8ac;padding:.3rem .6rem;text-align:left;vertical-align:top}
img{max-width:100%;height:auto}nav a{margin-right:1rem}a{color:#6b4e00}@media(prefers-color-scheme:dark){body{color:#f3eed9;background:#1d1b16}code,pre{background:#35301f}a{color:#ffd60a}}`;

/** The guide as pages of HTML, with the images that they show. */
export function guidePages() {
  const pages = DOCUMENTS.map((name) => ({ name: `${name}.html`, bytes: Buffer.from(pageOf(name)) }));
  const images = readdirSync(IMAGES).sort();
  return [
    ...pages,
    // Messages name the documents as the repository has them.
    ...DOCUMENTS.map((name) => ({ name: `${name}.md`, bytes: readFileSync(join('docs', `${name}.md`)) })),
    { name: 'recalcul.sql', bytes: readFileSync(join('docs', 'recalcul.sql')) },
    ...images.map((name) => ({ name: `images/${name}`, bytes: readFileSync(join(IMAGES, name)) })),
  ];
}

function pageOf(name) {
  const text = readFileSync(join('docs', `${name}.md`), 'utf8');
  const markdown = new MarkdownIt({ html: false });
  const tokens = markdown.parse(text, {});
  const seen = new Map();
  for (const [rank, token] of tokens.entries()) {
    if (token.type === 'heading_open') token.attrSet('id', anchorOf(tokens[rank + 1].content, seen));
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') child.attrSet('href', linkOf(child.attrGet('href')));
    }
  }
  const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
  const links = DOCUMENTS.map((other) => `<a href="${other}.html">${other}</a>`).join('');
  return `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${markdown.utils.escapeHtml(title)}</title>
<style>${STYLE}</style></head><body><nav>${links}</nav>
${markdown.renderer.render(tokens, markdown.options, {})}</body></html>
`;
}

/** A heading as the forge of the project calls it, so that links between documents hold here too. */
function anchorOf(heading, seen) {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
  const anchor = plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
  const times = seen.get(anchor) ?? 0;
  seen.set(anchor, times + 1);
  return times === 0 ? anchor : `${anchor}-${times}`;
}

/** A page beside, for a document that has one; others, of the sources of the tool, are named for what they are. */
function linkOf(href) {
  const [, name, anchor = ''] = /^([a-z]+)\.md(#.*)?$/.exec(href) ?? [];
  return DOCUMENTS.includes(name) ? `${name}.html${anchor}` : href;
}
