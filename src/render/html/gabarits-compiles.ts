/**
 * What the engine makes of the templates of the tool, by {@link empreinteDe} of their texts: their pieces, as
 * `Handlebars.template` takes them. Nothing here: they are compiled as they are read. `.ci/build.mjs` puts in the place of
 * this file what it compiled, which is a sixth of the time of a page.
 */
export const GABARITS_COMPILES: ReadonlyMap<string, readonly object[]> = new Map();
