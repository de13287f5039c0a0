/**
 * Loaded into the app's process by the launcher: when the launcher is gone, however it went, the app ends as well.
 * The channel between them closes with the launcher's death, which no signal handler could promise.
 */
process.on('disconnect', () => {
  setTimeout(() => process.exit(1), 5_000).unref();
  process.kill(process.pid, 'SIGTERM');
});
// The channel alone must not keep the process alive.
process.channel?.unref();
