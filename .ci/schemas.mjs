// npm run schemas: writes schemas/*.json, the JSON Schemas by which editors complete and check the YAML of a dossier.
import { importSource } from './import-source.mjs';

const { ecrireLesSchemas } = await importSource('src/schemas/schemas-pour-editeurs.ts');
ecrireLesSchemas(process.cwd());
