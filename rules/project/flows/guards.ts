import { type Expression, lastName, visit } from '../../source/expressions.ts';
import { isNamedCheck } from './clean.ts';
import { ALL, type Kinds, kind, NONE } from './taint.ts';

const PLACES = kind('path', 'url', 'option');

/**
 * What a test of a value rules out, if it can leave: it is held against a list, a folder, a pattern or a host. A list
 * of what is forbidden, the first word of a command line, and whether there is anything at all rule out nothing.
 *
 * @param mentions whether an expression holds the value
 */
export function ruledOut(test: Expression, mentions: (part: Expression) => boolean): Kinds {
  let found: Kinds = NONE;
  visit(test, (part) => {
    if (part.kind === 'call') found |= byCall(part, mentions);
    else if (part.kind === 'binary') found |= byComparison(part, mentions);
    return true;
  });
  return found;
}

function byCall(
  { callee, args }: Extract<Expression, { kind: 'call' }>,
  mentions: (part: Expression) => boolean,
): Kinds {
  const name = lastName(callee);
  const object = callee.kind === 'member' ? callee.object : undefined;
  const onValue = object !== undefined && mentions(object);
  const given = args.some(({ value }) => mentions(value));
  if (!onValue && !given) return NONE;
  if (isNamedCheck(name)) return ALL;
  if (/^(?:startsWith|startswith|HasPrefix)$/.test(name) && args.some(({ value }) => isDash(value)))
    return kind('option');
  if (
    /^(?:startsWith|startswith|HasPrefix|is_relative_to|relative_to|isAbsolute|IsAbs|IsLocal|relative|Rel|commonpath|commonprefix|is_absolute|endsWith|endswith|HasSuffix|isSubpath|isPathInside)$/.test(
      name,
    )
  )
    return PLACES;
  // `ALLOWED.includes(x)`, `ALLOWED.has(x)`; of `x.includes(y)` only what it says of a path.
  if (
    /^(?:includes|has|contains|Contains|indexOf|hasOwn|hasOwnProperty|find|some|every)$/.test(name)
  ) {
    if (given && !onValue) return ALL;
    const dots = args.some(
      ({ value }) => value.kind === 'text' && /^\.\.|^\/|:\/\//.test(value.value),
    );
    return dots ? PLACES : NONE;
  }
  // A pattern: whoever writes one has thought of what may be in the value.
  if (
    /^(?:test|match|fullmatch|matches|MatchString|isidentifier|isalnum|isdigit|isdecimal|isalpha)$/.test(
      name,
    )
  )
    return ALL;
  return NONE;
}

function byComparison(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  mentions: (part: Expression) => boolean,
): Kinds {
  if (operator === 'in' || operator === 'not in') {
    if (mentions(left)) return ALL;
    return left.kind === 'text' && /^\.\.|^\/|:\/\//.test(left.value) && mentions(right)
      ? PLACES
      : NONE;
  }
  if (!/^[!=]==?$/.test(operator)) return NONE;
  const [value, other] = mentions(left) ? [left, right] : mentions(right) ? [right, left] : [];
  if (!value || !other) return NONE;
  // `url.protocol !== "https:"` alone leaves every host open; a host that is compared does not.
  const part = lastName(value);
  if (/^(?:host|hostname|origin|netloc)$/.test(part)) return PLACES;
  if (/^(?:protocol|scheme|length|size)$/.test(part)) return NONE;
  // Of which type it is says nothing of what it holds.
  if (value.kind === 'call' || value.kind === 'unary') return NONE;
  return other.kind === 'text' && other.value !== '' && value.kind !== 'index' ? ALL : NONE;
}

function isDash(value: Expression): boolean {
  return value.kind === 'text' && /^--?$/.test(value.value);
}
