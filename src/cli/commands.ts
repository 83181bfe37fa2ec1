import { arbitrer, arbitrerExport, arbitrerImport, arbitrerReporter } from './arbitrer/command.ts';
import { archiver } from './archiver/command.ts';
import { command, group, type Registration } from './command.ts';
import { comparer } from './comparer/command.ts';
import { compiler } from './compiler/command.ts';
import { controler } from './controler/command.ts';
import { diagnostic } from './diagnostic/command.ts';
import { expliquer } from './expliquer/command.ts';
import { exporter } from './exporter/command.ts';
import { init } from './init/command.ts';
import { migrer } from './migrer/command.ts';
import { pieces, piecesExport, piecesImport } from './pieces/command.ts';
import { source } from './source/command.ts';
import { verifier } from './verifier/command.ts';

/** The commands, in the order of the help. */
export const COMMANDS: readonly Registration[] = [
  command(init, async () => (await import('./init/run-init.ts')).runInit),
  command(compiler, async () => (await import('./compiler/run-compiler.ts')).runCompiler),
  command(controler, async () => (await import('./controler/run-controler.ts')).runControler),
  command(expliquer, async () => (await import('./expliquer/run-expliquer.ts')).runExpliquer),
  command(comparer, async () => (await import('./comparer/run-comparer.ts')).runComparer),
  command(exporter, async () => (await import('./exporter/run-exporter.ts')).runExporter),
  group(arbitrer, [
    command(arbitrerExport, async () => (await import('./arbitrer/run-arbitrer.ts')).runArbitrerExport),
    command(arbitrerImport, async () => (await import('./arbitrer/run-arbitrer.ts')).runArbitrerImport),
    command(arbitrerReporter, async () => (await import('./arbitrer/run-reporter.ts')).runArbitrerReporter),
  ]),
  group(pieces, [
    command(piecesExport, async () => (await import('./pieces/run-pieces-export.ts')).runPiecesExport),
    command(piecesImport, async () => (await import('./pieces/run-pieces-import.ts')).runPiecesImport),
  ]),
  command(migrer, async () => (await import('./migrer/run-migrer.ts')).runMigrer),
  command(archiver, async () => (await import('./archiver/run-archiver.ts')).runArchiver),
  command(verifier, async () => (await import('./verifier/run-verifier.ts')).runVerifier),
  command(diagnostic, async () => (await import('./diagnostic/run-diagnostic.ts')).runDiagnostic),
  command(source, async () => (await import('./source/run-source.ts')).runSource),
];
