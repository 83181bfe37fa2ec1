import type { Plugin } from 'vite';

export const madeAheadForTests: Plugin;
