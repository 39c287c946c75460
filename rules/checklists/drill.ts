/** What a drill of the kill switch took, in words: it is written down as `drill: …`. Throws nothing. */
export function drillTook(times: { readonly off: number; readonly on: number }): string {
  return `off in ${seconds(times.off)} s, on in ${seconds(times.on)} s`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
