/**
 * Loaded into the Node programs the launcher starts: when the launcher is gone, however it went, they end as well.
 * The channel between them closes with the launcher's death, which no signal handler could promise.
 *
 * Programs hand their own options on to their workers. Those look after themselves, and their channel is not ours.
 */
if (process.channel && process.ppid === Number(process.env.MAINSHEET_LAUNCHER)) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone must not keep the program from ending.
  process.channel.unref();
}
