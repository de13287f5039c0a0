import { registerArchive } from './commands/archive';
import { registerBacktest } from './commands/backtest';
import { registerBench } from './commands/bench';
import { registerConnectors } from './commands/connectors';
import { registerDrawdowns } from './commands/drawdowns';
import { registerImport } from './commands/import';
import { registerJournal } from './commands/journal';
import { registerRecommend } from './commands/recommend';
import { registerReplay } from './commands/replay';
import { registerSetUpLink } from './commands/set-up-link';
import { registerStats } from './commands/stats';
import { processIo } from './io';
import { runProgram } from './program';

/** Every command there is: adding one is a file in `commands` and a line here. */
const COMMANDS = [registerBacktest, registerStats, registerDrawdowns, registerImport, registerRecommend, registerReplay, registerJournal, registerSetUpLink, registerBench, registerConnectors, registerArchive];

process.exitCode = await runProgram(COMMANDS, process.argv.slice(2), processIo);
