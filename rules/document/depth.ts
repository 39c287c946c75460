/**
 * How deep brackets nest at most, strings and comments not told apart: enough to keep a hostile text from a
 * parser that recurses.
 */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // [ and {, ] and }
    if (code === 91 || code === 123) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if ((code === 93 || code === 125) && depth > 0) {
      depth -= 1;
    }
  }
  return deepest;
}
