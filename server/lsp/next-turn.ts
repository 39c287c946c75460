/** Lets whoever waits have their turn: what takes long is done in slices, so that a key is answered between two of them. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
