import { answerInterruptions } from './files/interruption.ts';

answerInterruptions();
const { runProgram } = await import('./cli/program.ts');
await runProgram();
