/** Milliseconds that this process has worked: what else the machine does meanwhile is none of it. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
