// Loaded in front of a program that is measured: says at its end what it cost, all of its threads.
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(
    3,
    JSON.stringify({ cpuMs: (user + system) / 1000, peakMiB: maxRSS / 1024 }),
  );
});
